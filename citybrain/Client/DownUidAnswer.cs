using System.Text.Json;

namespace HzFunctions.CityBrain.Client;

/// <summary>The records of one kind and day that the city brain has (§3.3.2 downUID).</summary>
/// <param name="IsReadable">Whether a list was found. A list that was cut off is none: what it lacks is not missing there.</param>
/// <param name="Records">The records, in the order they were sent.</param>
/// <param name="DataLength">The length of <c>data</c> in characters; near <see cref="DeclaredLength"/> the list may be cut.</param>
public sealed record DownUidAnswer(bool IsReadable, IReadOnlyList<UploadedRecord> Records, int DataLength)
{
    /// <summary>The length that the standard declares for <c>data</c>, in characters.</summary>
    public const int DeclaredLength = 200_000;

    // The standard shows the id's name for arrivals only, once misspelt (arrvieID); the others are its names for the ids of those records.
    private static readonly string[] RecordIdNames = ["arriveID", "arrvieID", "endID", "photoID", "billID"];
    private static readonly string[] UidNames = ["UID", "uid"];

    /// <summary>Reads an answer whose <c>data</c> is an object or a string that holds it.</summary>
    public static DownUidAnswer Read(JsonElement body)
    {
        if (body.Member("data") is not { } data)
        {
            return new DownUidAnswer(false, [], 0);
        }

        var length = data.ValueKind == JsonValueKind.String ? data.GetString()!.Length : data.GetRawText().Length;
        return LenientJson.ResultList(data) is { } list
            ? new DownUidAnswer(true, [.. list.EnumerateArray().Select(Record)], length)
            : new DownUidAnswer(false, [], length);
    }

    /// <summary>Only the size.</summary>
    public override string ToString() => $"{nameof(DownUidAnswer)} of {Records.Count} records";

    private static UploadedRecord Record(JsonElement record) => new(record.Text(UidNames), record.Text(RecordIdNames) ?? AnyId(record));

    private static string? AnyId(JsonElement record)
    {
        if (record.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var name = record.EnumerateObject()
            .Select(member => member.Name)
            .FirstOrDefault(name => name.EndsWith("id", StringComparison.OrdinalIgnoreCase) && !UidNames.Contains(name));
        return name is null ? null : record.Text(name);
    }
}
