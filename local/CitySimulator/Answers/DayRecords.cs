using HzFunctions.Local.CitySimulator.Memory;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Answers;

/// <summary>One of the four kinds of record that a day is reconciled by, and the time that says which day it belongs to (R64).</summary>
internal sealed record DayRecords(string Interface, string DayField, string IdField)
{
    public static readonly DayRecords Arrivals = new("uploadCarInData", "arriveTime", "arriveID");
    public static readonly DayRecords Departures = new("uploadCarOutData", "endTime", "endID");
    public static readonly DayRecords Bills = new("uploadPayRecord", "dealTime", "billID");
    public static readonly DayRecords Photos = new("uploadPhoto", "time", "photoID");

    /// <summary>The kind that downUID's type asks for (R68).</summary>
    public static DayRecords OfType(long type) => type switch
    {
        0 => Arrivals,
        1 => Departures,
        2 => Bills,
        _ => Photos,
    };

    /// <summary>Whether an interface uploads records by which a day is reconciled.</summary>
    public static bool IsOne(string interfaceName) =>
        interfaceName == Arrivals.Interface || interfaceName == Departures.Interface || interfaceName == Bills.Interface || interfaceName == Photos.Interface;

    public IEnumerable<CityRecord> On(string day, Site site, CityMemory memory) =>
        memory.Of(site, Interface).Where(record => record.Data.Text(DayField)!.StartsWith(day, StringComparison.Ordinal));
}
