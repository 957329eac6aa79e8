namespace HzFunctions.Local.CitySimulator.Bills;

/// <summary>The scenes of a payment (付费场景, chapter 5) in which the city brain collects.</summary>
internal static class PayType
{
    /// <summary>先离场后付费.</summary>
    public const int LeaveFirst = 101;

    /// <summary>场内提前付费.</summary>
    public const int Advance = 102;
}
