using System.Text.Json.Nodes;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Downlinks;

/// <summary>A message that the city brain is to publish.</summary>
/// <param name="Site">The car park.</param>
/// <param name="Name">The topic's name: departurePayInfo, fee, payResult, overDueResult or InvoiceInfo.</param>
/// <param name="Data">The business parameters.</param>
internal sealed record DownlinkOrder(Site Site, string Name, JsonObject Data)
{
    /// <summary>How long from now until it is published.</summary>
    public TimeSpan After { get; init; }

    /// <summary>Its timestamp; null: that of the ordering.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Its requestId; null: the next.</summary>
    public long? RequestId { get; init; }

    public DownlinkFault Fault { get; init; }
}
