using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HzFunctions.Local.Records;

/// <summary>
/// A digest of what a record says, whatever the order of its members. uploadTime is left out: it belongs to the upload, and a client
/// that sends a record again gives it a new one.
/// </summary>
internal static class ContentFingerprint
{
    public static string Of(JsonElement data, string? fileSha256 = null)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, data, isRoot: true);
        }

        buffer.Write(Encoding.ASCII.GetBytes(fileSha256 ?? ""));
        return Hex(buffer.ToArray());
    }

    /// <summary>The digest of a photo's bytes.</summary>
    public static string OfFile(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Hex(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static void Write(Utf8JsonWriter writer, JsonElement value, bool isRoot = false)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            value.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            if (isRoot && member.NameEquals("uploadTime"))
            {
                continue;
            }

            writer.WritePropertyName(member.Name);
            Write(writer, member.Value);
        }

        writer.WriteEndObject();
    }
}
