namespace HzFunctions.Local.CarParkSimulator.Uploads;

/// <summary>
/// The ids that a car-park system gives its records (R27). No two are alike, in whatever car park or run of the simulator: a record that
/// turns up in the wrong place is known by its id.
/// </summary>
internal sealed class RecordIds(int carPark, int generation)
{
    private int _last;

    public string Next(string kind) => $"{kind}-{carPark}-{generation}-{++_last}";
}
