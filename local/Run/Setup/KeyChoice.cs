namespace HzFunctions.Local.Run.Setup;

/// <summary>Where the gateway's keys and secrets are.</summary>
internal enum KeyChoice
{
    /// <summary>In files.</summary>
    Files,

    /// <summary>In a vault, which the gateway's private keys never leave.</summary>
    Vault,
}
