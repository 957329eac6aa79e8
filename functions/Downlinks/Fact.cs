using System.Text.Json;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Downlinks;

/// <summary>Something that the city brain says of a subject.</summary>
/// <param name="Site">The car park that it is said to.</param>
/// <param name="Topic">What kind it is.</param>
/// <param name="Fields">Its fields, checked.</param>
/// <param name="Timestamp">When it was said: yyyy-MM-dd HH:mm:ss in UTC+8.</param>
/// <param name="SaidAt">The same as an instant.</param>
/// <param name="ReceivedAt">When it was received.</param>
internal sealed record Fact(
    SiteId Site, DownlinkTopic Topic, JsonElement Fields, string Timestamp, DateTimeOffset SaidAt, DateTimeOffset ReceivedAt)
{
    /// <summary>The interface by which the news came.</summary>
    public string Path { get; init; } = Topic.Name;

    /// <summary>True for a payment result with payStatus 1: the bill is paid.</summary>
    public bool Settles =>
        Topic == DownlinkTopic.PayResult && Fields.GetProperty("payStatus").GetInt32() == 1;

    /// <summary>What a message says.</summary>
    public static Fact Of(DownlinkMessage message) => new(
        message.Key.Site, message.Key.Topic, message.Fields, message.Timestamp, message.SaidAt, message.ReceivedAt);
}
