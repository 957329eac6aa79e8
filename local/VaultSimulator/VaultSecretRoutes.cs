using System.Text.Json.Nodes;

namespace HzFunctions.Local.VaultSimulator;

/// <summary>The part of the vault's REST interface that concerns secrets: get, list versions.</summary>
internal sealed class VaultSecretRoutes(VaultContents contents)
{
    public const string Kind = "secrets";

    private const int PageSize = 2;

    public JsonObject Get(Uri vault, string name, string? version)
    {
        var versions = contents.Versions(Kind, name);
        var stored = versions.LastOrDefault(candidate => version is null || candidate.Version == version)
            ?? throw new VaultError(StatusCodes.Status404NotFound, "SecretNotFound", "A secret with this name and version was not found in this key vault.");
        if (!stored.Enabled)
        {
            throw new VaultError(StatusCodes.Status403Forbidden, "Forbidden", "Operation get is not allowed on a disabled secret.");
        }

        return new JsonObject { ["value"] = stored.Value, ["id"] = IdOf(vault, name, stored), ["attributes"] = VaultAttributes.Of(stored) };
    }

    public JsonObject List(Uri vault, string name, int skip)
    {
        var versions = contents.Versions(Kind, name);
        var page = versions.Skip(skip).Take(PageSize).Select(stored => (JsonNode)new JsonObject
        {
            ["id"] = IdOf(vault, name, stored),
            ["attributes"] = VaultAttributes.Of(stored),
        });
        return new JsonObject
        {
            ["value"] = new JsonArray([.. page]),
            ["nextLink"] = skip + PageSize < versions.Count ? $"{vault}secrets/{name}/versions?api-version=7.6&$skiptoken={skip + PageSize}" : null,
        };
    }

    private static string IdOf(Uri vault, string name, StoredVersion stored) => $"{vault}secrets/{name}/{stored.Version}";
}
