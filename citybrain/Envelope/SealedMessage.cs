namespace HzFunctions.CityBrain.Envelope;

/// <summary>What goes on the wire. The cipher opens with a public key, so it is as confidential as the plaintext: never log it.</summary>
/// <param name="Cipher">The ciphered blocks, one after the other, in one line of Base64.</param>
/// <param name="Sign">The signature over the ASCII bytes of <paramref name="Cipher"/>, in Base64.</param>
public readonly record struct SealedMessage(string Cipher, string Sign)
{
    /// <summary>Only the size: what the message holds must not reach a log by accident.</summary>
    public override string ToString() => $"{nameof(SealedMessage)} of {Cipher?.Length ?? 0} characters";
}
