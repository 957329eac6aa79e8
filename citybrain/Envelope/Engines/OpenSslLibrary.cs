using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace HzFunctions.CityBrain.Envelope.Engines;

/// <summary>Whether the OpenSSL that we call is the one that .NET has loaded.</summary>
internal static class OpenSslLibrary
{
    /// <summary>
    /// A key handle of .NET may be given only to the library that made it. On a host with another OpenSSL (or none, or two) we use the
    /// managed engine and never guess.
    /// </summary>
    [SupportedOSPlatformGuard("linux")]
    public static bool IsUsable { get; } = OperatingSystem.IsLinux() && IsTheLibraryOfDotNet();

    [SupportedOSPlatform("linux")]
    private static bool IsTheLibraryOfDotNet()
    {
        try
        {
            return LibCrypto.VersionNumber() == (nuint)SafeEvpPKeyHandle.OpenSslVersion;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
