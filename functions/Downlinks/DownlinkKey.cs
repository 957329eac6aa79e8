using System.Buffers;
using System.Globalization;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Downlinks;

/// <summary>
/// Which message: a platform may use a requestId again after a restart, so what it said belongs to the key (DESIGN D9).
/// </summary>
/// <param name="Site">The car park that it is for.</param>
/// <param name="Topic">What kind it is.</param>
/// <param name="RequestId">请求编号, the platform's number.</param>
/// <param name="Hash">SHA-256 of the cipher, 64 hexadecimal digits.</param>
internal sealed record DownlinkKey(SiteId Site, DownlinkTopic Topic, long RequestId, string Hash)
{
    private const char Between = '.';
    private const int HashLength = 64;

    private static readonly SearchValues<char> HashCharacters = SearchValues.Create("0123456789abcdef");

    /// <summary>The message's row.</summary>
    public string Row => DownlinkRows.Message(this);

    /// <summary>The id that the car park knows it by.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Topic.Name}{Between}{RequestId}{Between}{Hash}");

    /// <summary>Takes an id of the car park's side, or null when it cannot be one of ours.</summary>
    public static DownlinkKey? Parse(SiteId site, string id) =>
        id.Split(Between) is [var name, var number, var hash]
        && DownlinkTopic.Find(name) is { } topic
        && long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var requestId)
        && IsHash(hash)
            ? new DownlinkKey(site, topic, requestId, hash)
            : null;

    /// <summary>True for what a SHA-256 is written as.</summary>
    public static bool IsHash(string text) => text.Length == HashLength && !text.AsSpan().ContainsAnyExcept(HashCharacters);

    public override string ToString() => $"{Topic.Name} {RequestId}";
}
