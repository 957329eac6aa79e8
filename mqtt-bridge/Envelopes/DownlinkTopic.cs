using System.Diagnostics.CodeAnalysis;

namespace HzFunctions.MqttBridge.Envelopes;

/// <summary>
/// A topic of the downlink (R7): <c>hzcity/v2/{name}/{accessID}/{parkingCode}</c>, with or without a leading slash; to a broker the two
/// are different topics. With several nodes the accessID is <c>accessID_n</c> (R8).
/// </summary>
internal sealed record DownlinkTopic(string Name, string AccessSegment, string ParkingCode)
{
    /// <summary>The five names, as the standard spells them (§3.2.1, §3.2.5, §3.2.7, §4.3.2, §4.5.1).</summary>
    public static readonly IReadOnlyList<string> Names = ["departurePayInfo", "fee", "payResult", "overDueResult", "InvoiceInfo"];

    // The city brain's car park codes have at most 45 characters; a queue message has no room for a topic of 64 KB.
    private const int LongestTopic = 256;

    /// <summary>The ten filters of one access: its parent topics (R9), with and without the leading slash.</summary>
    public static IEnumerable<string> FiltersOf(string accessSegment) =>
        from slash in (string[])["", "/"]
        from name in Names
        select $"{slash}hzcity/v2/{name}/{accessSegment}/#";

    /// <summary>Reads a topic; false for the topics of V1 and for everything else that the standard's V2.1 does not have.</summary>
    public static bool TryParse(string topic, [NotNullWhen(true)] out DownlinkTopic? parsed)
    {
        var parts = topic.Length <= LongestTopic ? topic.Split('/') : [];
        parsed = (parts is ["", .. var rest] ? rest : parts) is ["hzcity", "v2", var name, var access, { Length: > 0 } parkingCode]
            && Names.Contains(name)
            ? new DownlinkTopic(name, access, parkingCode)
            : null;
        return parsed is not null;
    }
}
