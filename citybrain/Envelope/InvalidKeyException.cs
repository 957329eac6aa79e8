namespace HzFunctions.CityBrain.Envelope;

/// <summary>A text is no RSA key that the envelope can use. The message says why and never holds any part of the key.</summary>
public class InvalidKeyException : Exception
{
    /// <summary>Creates the exception with a reason that is safe to show.</summary>
    public InvalidKeyException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with a reason that is safe to show and what caused it.</summary>
    public InvalidKeyException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Creates the exception without a particular reason.</summary>
    public InvalidKeyException() : base("This is no RSA key that the envelope can use.")
    {
    }
}
