using System.Buffers.Text;
using System.Text.Json;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.Vault.Keys;

/// <summary>The JSON of the vault's interface for keys.</summary>
internal static class VaultKeyJson
{
    private const string Algorithm = "RSNULL";

    /// <summary>What <c>sign</c> is asked.</summary>
    public static byte[] WriteSign(ReadOnlySpan<byte> block)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("alg", Algorithm);
            writer.WriteString("value", Base64Url.EncodeToString(block));
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>What <c>sign</c> answers.</summary>
    public static byte[] ReadSigned(ReadOnlyMemory<byte> json) => Read(json, root => Base64Url.DecodeFromChars(root.GetProperty("value").GetString()));

    /// <summary>A key's public half.</summary>
    public static VaultKeyBody ReadKey(ReadOnlyMemory<byte> json) => Read(json, root =>
    {
        var key = root.GetProperty("key");
        return new VaultKeyBody(
            VersionOf(key.GetProperty("kid").GetString()!),
            key.GetProperty("kty").GetString() is "RSA" or "RSA-HSM",
            key.TryGetProperty("n", out var n) ? Base64Url.DecodeFromChars(n.GetString()) : [],
            key.TryGetProperty("e", out var e) ? Base64Url.DecodeFromChars(e.GetString()) : []);
    });

    /// <summary>One page of a key's versions, and where the next one is.</summary>
    public static (IReadOnlyList<VaultKeyVersion> Versions, string? Next) ReadVersions(ReadOnlyMemory<byte> json) => Read(json, root =>
    {
        IReadOnlyList<VaultKeyVersion> versions = [.. root.GetProperty("value").EnumerateArray().Select(ReadVersion)];
        return (versions, root.TryGetProperty("nextLink", out var next) ? next.GetString() : null);
    });

    /// <summary>The vault's word for why it refuses, or null.</summary>
    public static string? ReadErrorCode(BinaryData body)
    {
        try
        {
            using var document = JsonDocument.Parse(body.ToMemory());
            var error = document.RootElement.GetProperty("error");
            return error.TryGetProperty("innererror", out var inner) && inner.ValueKind == JsonValueKind.Object && inner.TryGetProperty("code", out var code)
                ? code.GetString()
                : error.GetProperty("code").GetString();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static VaultKeyVersion ReadVersion(JsonElement item)
    {
        var attributes = item.GetProperty("attributes");
        return new VaultKeyVersion(
            VersionOf(item.GetProperty("kid").GetString()!),
            attributes.GetProperty("enabled").GetBoolean(),
            TimeOf("created") ?? DateTimeOffset.MinValue,
            TimeOf("nbf"),
            TimeOf("exp"));

        DateTimeOffset? TimeOf(string name) =>
            attributes.TryGetProperty(name, out var seconds) && seconds.ValueKind == JsonValueKind.Number ? DateTimeOffset.FromUnixTimeSeconds(seconds.GetInt64()) : null;
    }

    private static string VersionOf(string kid) => kid[(kid.LastIndexOf('/') + 1)..];

    private static T Read<T>(ReadOnlyMemory<byte> json, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new InvalidKeyException("The vault's answer has another form than its interface has.", fault);
        }
    }
}

/// <summary>A key's public half.</summary>
internal sealed record VaultKeyBody(string Version, bool IsRsa, byte[] Modulus, byte[] Exponent);

/// <summary>A version as the vault lists it.</summary>
internal sealed record VaultKeyVersion(string Version, bool Enabled, DateTimeOffset Created, DateTimeOffset? NotBefore, DateTimeOffset? Expires)
{
    /// <summary>Whether it may be used at a time.</summary>
    public bool IsUsableAt(DateTimeOffset now) => Enabled && (NotBefore is null || NotBefore <= now) && (Expires is null || Expires > now);
}
