using Microsoft.Extensions.Logging;

namespace HzFunctions.Vault;

/// <summary>What is said of the vault in the log: never what is in it.</summary>
internal static partial class VaultLog
{
    [LoggerMessage(10001, LogLevel.Warning, "The versions of a key cannot be read again; those that are known stay in use")]
    public static partial void KeyOutlived(ILogger logger, Exception exception);

    [LoggerMessage(10002, LogLevel.Warning, "A secret cannot be read again; what is known of it stays in use")]
    public static partial void SecretOutlived(ILogger logger, Exception exception);
}
