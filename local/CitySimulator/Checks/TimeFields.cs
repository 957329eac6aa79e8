namespace HzFunctions.Local.CitySimulator.Checks;

/// <summary>Which fields hold a time, told by their names: the tables have no column for it.</summary>
internal static class TimeFields
{
    public static TimeForm FormOf(string field) => field switch
    {
        // The hours at which a car park is open, as free text.
        "openTime" => TimeForm.None,
        // Named a time, described as year-month-day.
        "checkBillTime" => TimeForm.Date,
        "time" => TimeForm.DateTime,
        _ when field.EndsWith("Time", StringComparison.Ordinal) => TimeForm.DateTime,
        _ when field.EndsWith("Date", StringComparison.Ordinal) => TimeForm.Date,
        _ => TimeForm.None,
    };
}
