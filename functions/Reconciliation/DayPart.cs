using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>One of the four kinds of record that a day is reconciled by (R63).</summary>
/// <param name="Name">The name in reports.</param>
/// <param name="Kind">The interface that uploads it (R69).</param>
/// <param name="Type">downUID's type (R68).</param>
/// <param name="IsOff">Whether the marks say that this part is off (R66).</param>
internal sealed record DayPart(string Name, string Kind, int Type, Predicate<CheckRecordAnswer> IsOff)
{
    /// <summary>到达.</summary>
    public static readonly DayPart Arrivals = new("arrivals", RecordKind.Arrival, 0, marks => marks.ArrivalsAreOff);

    /// <summary>离开.</summary>
    public static readonly DayPart Departures = new("departures", RecordKind.Departure, 1, marks => marks.DeparturesAreOff);

    /// <summary>账单.</summary>
    public static readonly DayPart Payments = new("payments", RecordKind.Payment, 2, marks => marks.BillsAreOff);

    /// <summary>图片.</summary>
    public static readonly DayPart Photos = new("photos", RecordKind.Photo, 3, marks => marks.PhotosAreOff);

    /// <summary>All of them, in the order of downUID's types.</summary>
    public static readonly IReadOnlyList<DayPart> All = [Arrivals, Departures, Payments, Photos];

    /// <summary>The part of a name.</summary>
    public static DayPart Of(string name) => All.Single(part => part.Name == name);

    public override string ToString() => Name;
}
