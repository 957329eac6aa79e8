using System.Globalization;
using HzFunctions.Local.CitySimulator.Bills;
using HzFunctions.Local.CitySimulator.Downlinks;

namespace HzFunctions.Local.Run.Live;

/// <summary>Writes what a snapshot holds, and what it could not find out.</summary>
internal static class SnapshotText
{
    public static string Of(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "?";

    /// <summary>How what was sent down has fared; nothing where nothing was.</summary>
    public static string Of(DownlinkStatistics? downlinks, int? delivered) => downlinks is not { Published: > 0 }
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture,
            $"down {downlinks.Published}, delivered {Of(delivered)}, confirmed {downlinks.ConfirmedTrue} true {downlinks.ConfirmedFalse} false, p50 {downlinks.P50} ms, p99 {downlinks.P99} ms, late {downlinks.Late}");

    public static string Of(IReadOnlyDictionary<CityBillState, int>? bills) => bills is not { Count: > 0 }
        ? ""
        : $"bills {bills.Values.Sum()}: {string.Join(", ", Enum.GetValues<CityBillState>().Select(state => $"{bills.GetValueOrDefault(state)} {state}".ToLowerInvariant()))}";

    public static string Of(bool? up) => up switch
    {
        true => "up",
        false => "DOWN",
        null => "not answering",
    };
}
