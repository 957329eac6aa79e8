namespace HzFunctions.Local.CarParkSimulator.Stays;

/// <summary>What parking costs, in fen: the first half hour nothing, then 5 yuan for each hour begun, at most 40 yuan a day.</summary>
internal static class Tariff
{
    public static readonly TimeSpan FreeTime = TimeSpan.FromMinutes(30);

    private const int FenPerHour = 500;
    private const int MostPerDay = 4_000;

    public static int Charge(TimeSpan stay)
    {
        if (stay <= FreeTime)
        {
            return 0;
        }

        var rest = stay - TimeSpan.FromDays(stay.Days);
        return (stay.Days * MostPerDay) + Math.Min(MostPerDay, (int)Math.Ceiling(rest.TotalHours) * FenPerHour);
    }
}
