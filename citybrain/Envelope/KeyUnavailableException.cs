namespace HzFunctions.CityBrain.Envelope;

/// <summary>
/// A key that is kept elsewhere cannot be used at present: whoever keeps it does not answer, or asks us to wait for longer than we may. It
/// says nothing about the key, and nothing about the city brain.
/// </summary>
public sealed class KeyUnavailableException : InvalidKeyException
{
    /// <summary>Creates the exception with a reason that is safe to show.</summary>
    public KeyUnavailableException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with a reason that is safe to show and what caused it.</summary>
    public KeyUnavailableException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Creates the exception without a particular reason.</summary>
    public KeyUnavailableException() : base("The key cannot be used at present.")
    {
    }
}
