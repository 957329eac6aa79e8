namespace HzFunctions.Local.CitySimulator.Faults;

/// <summary>A fault that is in force until it has met so many requests or its time is over.</summary>
internal sealed record Fault(int Id, FaultOrder Order, DateTimeOffset? Until, TimeSpan? Delay, int? Remaining)
{
    public bool Meets(FaultTarget target) =>
        Matches(Order.Interface, target.Interface) && Matches(Order.AccessID, target.AccessID) && Matches(Order.RecordId, target.RecordId);

    private static bool Matches(string? filter, string? value) => filter is null || filter == value;
}
