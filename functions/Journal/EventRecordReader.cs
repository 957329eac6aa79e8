using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Journal;

/// <summary>Takes from a validated request what the journal needs to know of it.</summary>
internal static class EventRecordReader
{
    private const string Plate = "plateNo";

    /// <summary>Reads the record, or null when its key would be longer than a key may be.</summary>
    /// <param name="interfaceName">The event interface.</param>
    /// <param name="payload">The validated <c>{"data":{…}}</c>.</param>
    /// <param name="photo">The photo's blob name and SHA-256, for uploadPhoto.</param>
    public static EventRecord? Read(string interfaceName, string payload, (string Blob, string Hash)? photo)
    {
        var kind = RecordKind.Of(interfaceName);
        using var document = JsonDocument.Parse(payload);
        var data = document.RootElement.GetProperty("data");
        var key = RowKeyText.Join(kind.KeyFields.Select(field => KeyPart(field, Text(data, field))).ToArray());
        var uid = data.TryGetProperty("uid", out _) ? Text(data, "uid") : null;
        if (key.Length > RowKeyText.MaximumLength || (uid is not null && RowKeyText.Escape(uid).Length > RowKeyText.MaximumLength))
        {
            return null;
        }

        var passage = Passage.Of(interfaceName, data);
        return new EventRecord
        {
            Kind = interfaceName,
            Key = key,
            Uid = uid,
            UploadTime = data.TryGetProperty("uploadTime", out _) ? Text(data, "uploadTime") : null,
            Day = Text(data, kind.DayField)[..10].Replace("-", string.Empty, StringComparison.Ordinal),
            ContentHash = HashContent(data, photo?.Hash),
            Payload = payload,
            Amount = interfaceName == RecordKind.Payment && data.TryGetProperty("actualPay", out var paid) ? paid.GetInt64() : null,
            Passage = passage,
            PlateHash = passage is null && data.TryGetProperty(Plate, out _) ? Vehicle.HashOf(Text(data, Plate)) : null,
            PhotoBlob = photo?.Blob,
        };
    }

    // A row key is part of a URL, and a plate must not be in one.
    private static string KeyPart(string field, string value) =>
        field == Plate ? Vehicle.HashOf(value) : value;

    private static string Text(JsonElement data, string field)
    {
        var value = data.GetProperty(field);
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
    }

    private static string HashContent(JsonElement data, string? photoHash)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var member in data.EnumerateObject())
        {
            if (!member.NameEquals("uploadTime"u8))
            {
                hash.AppendData(Encoding.UTF8.GetBytes($"{member.Name}\n{member.Value.GetRawText()}\n"));
            }
        }

        hash.AppendData(Encoding.UTF8.GetBytes(photoHash ?? string.Empty));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
