using System.Text.Json;

namespace HzFunctions.Functions.Downlinks;

/// <summary>A message of the city brain for one of our car parks, checked.</summary>
/// <param name="Key">Which one.</param>
/// <param name="Timestamp">时间戳 as sent, yyyy-MM-dd HH:mm:ss in UTC+8; it is not under the signature.</param>
/// <param name="SaidAt">The same as an instant.</param>
/// <param name="ReceivedAt">When the bridge had it from the broker.</param>
/// <param name="Data">The opened plaintext, as received: what confirmations repeat.</param>
/// <param name="Fields">Its fields, checked and in the form of the standard's tables.</param>
internal sealed record DownlinkMessage(
    DownlinkKey Key, string Timestamp, DateTimeOffset SaidAt, DateTimeOffset ReceivedAt, string Data, JsonElement Fields)
{
    /// <summary>Nothing that could name a vehicle.</summary>
    public override string ToString() => Key.ToString();
}

/// <summary>Why a message is kept aside.</summary>
/// <param name="Kind">unreadable, unknown-site or invalid: what it is counted under.</param>
/// <param name="Reason">A sentence that names no value.</param>
internal sealed record DownlinkRefusal(string Kind, string Reason);
