using System.Text.Json;
using HzFunctions.CityBrain;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Downlinks;

/// <summary>Reads what the bridge has put on the queue, and checks it against the directory and the standard's tables.</summary>
internal sealed class DownlinkReader(DownlinkFields fields, SiteDirectory directory)
{
    /// <summary>The version of the queue's messages that is read here.</summary>
    public const int Version = 1;

    // A column of the table holds 32 Ki characters; what is longer than any valid message was never meant to be stored.
    private const int LongestData = 32_000;

    /// <summary>The message and the car park that it is for, or why it is kept aside.</summary>
    public async Task<(DownlinkMessage? Message, SiteEntry? Site, DownlinkRefusal? Refusal)> ReadAsync(
        JsonElement message, CancellationToken cancellationToken)
    {
        var (envelope, unreadable) = ReadEnvelope(message);
        if (envelope is null)
        {
            return (null, null, new DownlinkRefusal("unreadable", unreadable!));
        }

        var site = await directory.FindSiteAsync(envelope.Key.Site, cancellationToken).ConfigureAwait(false);
        if (site is null)
        {
            return (null, null, new DownlinkRefusal("unknown-site", "parkingCode: no car park of this access is registered under it"));
        }

        var (checkedFields, invalid) = Check(envelope, site);
        return checkedFields is { } found ? (envelope with { Fields = found }, site, null) : (null, site, new DownlinkRefusal("invalid", invalid!));
    }

    private static (DownlinkMessage? Message, string? Reason) ReadEnvelope(JsonElement message)
    {
        if (!message.TryGetProperty("version", out var version)
            || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != Version)
        {
            return (null, "version: is none that is read here");
        }

        if (DownlinkTopic.Find(Text(message, "name")) is not { IsOurs: false } topic)
        {
            return (null, "name: the standard sends no such message down");
        }

        if (Text(message, "accessID") is not { Length: > 0 } accessId
            || Text(message, "parkingCode") is not { Length: > 0 } parkingCode
            || SiteId.Create(accessId, parkingCode) is not { } site)
        {
            return (null, "accessID, parkingCode: missing, or too long");
        }

        return ReadContent(message, site, topic);
    }

    private static (DownlinkMessage? Message, string? Reason) ReadContent(JsonElement message, SiteId site, DownlinkTopic topic)
    {
        if (!message.TryGetProperty("requestId", out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt64(out var requestId))
        {
            return (null, "requestId: is no whole number of 64 bits");
        }

        if (!DownlinkKey.IsHash(Text(message, "cipherHash")))
        {
            return (null, "cipherHash: is no SHA-256");
        }

        if (!ChinaTime.TryParse(Text(message, "timestamp"), out var saidAt))
        {
            return (null, "timestamp: is not yyyy-MM-dd HH:mm:ss of the calendar");
        }

        if (!message.TryGetProperty("receivedAt", out var received)
            || received.ValueKind != JsonValueKind.String || !received.TryGetDateTimeOffset(out var receivedAt))
        {
            return (null, "receivedAt: is no time");
        }

        if (!message.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object || data.GetRawText().Length > LongestData)
        {
            return (null, $"data: is no object, or longer than {LongestData} characters");
        }

        var key = new DownlinkKey(site, topic, requestId, Text(message, "cipherHash"));
        return (new DownlinkMessage(key, Text(message, "timestamp"), saidAt, receivedAt, data.GetRawText(), data), null);
    }

    private (JsonElement? Fields, string? Reason) Check(DownlinkMessage message, SiteEntry site)
    {
        var (checkedFields, errors) = fields.Read(message.Key.Topic, message.Fields);
        return checkedFields is not { } found ? (null, string.Join("; ", errors.Select(error => error.Message)))
            : found.TryGetProperty("parkingCode", out var code) && code.GetString() != site.ParkingCode
                ? (null, "data.parkingCode: is another car park's than the topic's")
                : (found, null);
    }

    private static string Text(JsonElement message, string member) =>
        message.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;
}
