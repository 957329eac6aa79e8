using HzFunctions.CityBrain.Envelope.Engines;

namespace HzFunctions.CityBrain.Envelope;

/// <summary>Which RSA engines this process can use.</summary>
public static class RsaEngines
{
    /// <summary>The fastest engine that this host offers.</summary>
    public static RsaEngine Preferred => OpenSslLibrary.IsUsable ? RsaEngine.OpenSsl : RsaEngine.BouncyCastle;

    /// <summary>Whether keys can be loaded into <paramref name="engine"/> here.</summary>
    public static bool IsUsable(RsaEngine engine) => engine == RsaEngine.BouncyCastle || OpenSslLibrary.IsUsable;
}
