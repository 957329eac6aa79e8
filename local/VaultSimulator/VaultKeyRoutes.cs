using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.Local.VaultSimulator;

/// <summary>The part of the vault's REST interface that concerns keys: get, list versions, sign. A private key is never given out.</summary>
internal sealed class VaultKeyRoutes(VaultContents contents, VaultFaults faults)
{
    public const string Kind = "keys";

    /// <summary>How much of a block a vault that takes digests alone takes.</summary>
    public const int LargestDigest = 64;

    private const int SmallestKeyBits = 2048;
    private const int PageSize = 2;
    private const int Padding = 11;

    // The city brain's simulator opens with an engine of its own what is sealed with these.
    private readonly ConcurrentDictionary<string, IPrivateKeyOperation> _loaded = new(StringComparer.Ordinal);

    /// <summary>Makes a key or a further version of it; with a PEM, of that.</summary>
    /// <returns>The public half, PEM.</returns>
    public string Make(string name, string? pem)
    {
        using var key = RSA.Create();
        if (pem is null)
        {
            key.KeySize = SmallestKeyBits;
        }
        else
        {
            key.ImportFromPem(pem);
        }

        if (key.KeySize < SmallestKeyBits)
        {
            throw new VaultError(StatusCodes.Status400BadRequest, "BadParameter", "Key size is not supported: 2048, 3072 or 4096.");
        }

        contents.Add(Kind, name, key.ExportPkcs8PrivateKeyPem());
        return key.ExportSubjectPublicKeyInfoPem();
    }

    /// <summary>The public half of the newest version, PEM; null: there is no such key.</summary>
    public string? PublicKeyOf(string name)
    {
        if (contents.Versions(Kind, name) is not [.., var newest])
        {
            return null;
        }

        using var key = Read(newest);
        return key.ExportSubjectPublicKeyInfoPem();
    }

    public JsonObject Get(Uri vault, string name, string? version)
    {
        var stored = Find(name, version);
        using var key = Read(stored);
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["key"] = new JsonObject
            {
                ["kid"] = IdOf(vault, name, stored),
                ["kty"] = "RSA",
                ["key_ops"] = new JsonArray("sign", "verify"),
                ["n"] = Base64Url.EncodeToString(parameters.Modulus),
                ["e"] = Base64Url.EncodeToString(parameters.Exponent),
            },
            ["attributes"] = VaultAttributes.Of(stored),
        };
    }

    public JsonObject List(Uri vault, string name, int skip)
    {
        var versions = contents.Versions(Kind, name);
        var page = versions.Skip(skip).Take(PageSize).Select(stored => (JsonNode)new JsonObject
        {
            ["kid"] = IdOf(vault, name, stored),
            ["attributes"] = VaultAttributes.Of(stored),
        });
        return new JsonObject
        {
            ["value"] = new JsonArray([.. page]),
            ["nextLink"] = skip + PageSize < versions.Count ? $"{vault}keys/{name}/versions?api-version=7.6&$skiptoken={skip + PageSize}" : null,
        };
    }

    public async Task<JsonObject> SignAsync(Uri vault, string name, string version, HttpRequest request)
    {
        var body = await ReadAsync(request);
        var stored = Find(name, version);
        if (!stored.Enabled)
        {
            throw new VaultError(StatusCodes.Status403Forbidden, "Forbidden", "Operation sign is not allowed on a disabled key.");
        }

        if ((string?)body["alg"] != "RSNULL")
        {
            throw new VaultError(StatusCodes.Status400BadRequest, "BadParameter", "Key and signing algorithm are incompatible, or the algorithm is not supported here.");
        }

        try
        {
            await faults.BeginSignAsync(request.HttpContext.RequestAborted);
            var key = _loaded.GetOrAdd(stored.Version, _ => PrivateKeys.Load(stored.Value));
            var block = Base64Url.DecodeFromChars((string?)body["value"]);
            if (block.Length == 0 || block.Length > key.ModulusBytes - Padding || (faults.RefusesBlocks && block.Length > LargestDigest))
            {
                throw new VaultError(StatusCodes.Status400BadRequest, "BadParameter", "Invalid length of value.");
            }

            var signed = await key.ApplyAsync(block, request.HttpContext.RequestAborted);
            return new JsonObject { ["kid"] = IdOf(vault, name, stored), ["value"] = Base64Url.EncodeToString(signed) };
        }
        finally
        {
            faults.EndSign();
        }
    }

    private static async Task<JsonObject> ReadAsync(HttpRequest request)
    {
        try
        {
            return (await JsonNode.ParseAsync(request.Body)) as JsonObject ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new VaultError(StatusCodes.Status400BadRequest, "BadParameter", "The request body is no JSON object.");
        }
    }

    private StoredVersion Find(string name, string? version)
    {
        var versions = contents.Versions(Kind, name);
        return versions.LastOrDefault(candidate => version is null || candidate.Version == version)
            ?? throw new VaultError(StatusCodes.Status404NotFound, "KeyNotFound", "A key with this name and version was not found in this key vault.");
    }

    private static RSA Read(StoredVersion stored)
    {
        var key = RSA.Create();
        key.ImportFromPem(stored.Value);
        return key;
    }

    private static string IdOf(Uri vault, string name, StoredVersion stored) => $"{vault}keys/{name}/{stored.Version}";
}
