namespace HzFunctions.CityBrain.Envelope;

/// <summary>The hash under a signature (RSA PKCS#1 v1.5). The platform's choice per access, not ours.</summary>
public enum SignatureHash
{
    /// <summary><c>MD5withRSA</c>: what the live platform is known to use.</summary>
    Md5,

    /// <summary><c>SHA1withRSA</c>: seen in one implementation.</summary>
    Sha1,

    /// <summary><c>SHA256withRSA</c>: what a platform of today would use.</summary>
    Sha256,
}
