using System.Text.Json.Nodes;

namespace HzFunctions.Local.VaultSimulator;

/// <summary>The attributes of a version, with times in seconds as the vault has them.</summary>
internal static class VaultAttributes
{
    public static JsonObject Of(StoredVersion stored)
    {
        var attributes = new JsonObject
        {
            ["enabled"] = stored.Enabled,
            ["created"] = stored.Created.ToUnixTimeSeconds(),
            ["updated"] = stored.Created.ToUnixTimeSeconds(),
            ["recoveryLevel"] = "Recoverable",
        };
        if (stored.NotBefore is { } notBefore)
        {
            attributes["nbf"] = notBefore.ToUnixTimeSeconds();
        }

        return attributes;
    }
}
