using System.Text.Json;
using System.Text.Json.Serialization;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Downlinks;

/// <summary>A message of ours on the queue <c>downlink</c>: a hint at deadlines, a bell or a notice.</summary>
internal sealed record DownlinkOrder
{
    /// <summary>1.</summary>
    public required int Version { get; init; }

    /// <summary>The time for messages of a site is over.</summary>
    public DeadlinesOrder? Deadlines { get; init; }

    /// <summary>A site has something that is to be tried again.</summary>
    public BellOrder? Bell { get; init; }

    /// <summary>There is something of ours for a car park with a webhook.</summary>
    public NoticeOrder? Notice { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, DownlinkOrderJson.Default.DownlinkOrder);
}

/// <summary>A car park's time is over for messages whose deadlines say so.</summary>
internal sealed record DeadlinesOrder(string Site);

/// <summary>Something of a site is to be tried again.</summary>
internal sealed record BellOrder(string Site);

/// <summary>A message of ours that is to be brought to its car park.</summary>
internal sealed record NoticeOrder(string Site, string Id)
{
    /// <summary>The message's key, or null when it is none.</summary>
    public DownlinkKey? Key() => Id is not null && SiteId.Parse(Site) is { } site ? DownlinkKey.Parse(site, Id) : null;
}

/// <summary>Source-generated serialization.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DownlinkOrder))]
internal sealed partial class DownlinkOrderJson : JsonSerializerContext;
