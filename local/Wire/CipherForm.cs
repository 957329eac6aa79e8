namespace HzFunctions.Local.Wire;

/// <summary>Which key makes a cipher: the two forms seen on the live platform.</summary>
internal enum CipherForm
{
    /// <summary>The sender's own private key, PKCS#1 v1.5 type 1 (the default).</summary>
    OwnPrivateKey,

    /// <summary>The receiver's public key, PKCS#1 v1.5 type 2.</summary>
    PlatformPublicKey,
}
