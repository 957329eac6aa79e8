using HzFunctions.Local.CitySimulator.Downlinks;

namespace HzFunctions.Local.Accounts;

/// <summary>The account of what the city brain sent down.</summary>
/// <param name="City">How the city brain saw it.</param>
/// <param name="Delivered">How many of its messages the car parks have.</param>
internal sealed record DownlinkAccount(DownlinkStatistics City, int Delivered);
