namespace HzFunctions.CityBrain.Envelope;

/// <summary>With which key, and so with which padding, the plaintext is ciphered. The standard does not say.</summary>
public enum CipherMode
{
    /// <summary>The sender's private key, padding of type 1: what the known implementations do. The public key opens it.</summary>
    OwnPrivateKey,

    /// <summary>The platform's public key, padding of type 2: seen in one system of 2024.</summary>
    PlatformPublicKey,
}
