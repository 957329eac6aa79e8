namespace HzFunctions.CityBrain.Envelope;

/// <summary>Who computes RSA in this process. All engines give the same bytes and are equally strict; they differ in speed.</summary>
public enum RsaEngine
{
    /// <summary>The OpenSSL 3 library that .NET itself has loaded: some ten times as fast.</summary>
    OpenSsl,

    /// <summary>BouncyCastle, managed code, for hosts without that library. Private-key operations are blinded.</summary>
    BouncyCastle,
}
