using HzFunctions.Bench.Load;

namespace HzFunctions.Bench.CarParks;

/// <summary>Whole stays of car parks: arrival, payment and departure, each posted when the one before was accepted.</summary>
internal static class Backlog
{
    /// <summary>Events that tell of one stay.</summary>
    public const int EventsOfAStay = 3;

    private const int Callers = 16;

    /// <summary>Posts the stays, each of which is at one of the car parks; returns events per second.</summary>
    public static async Task<double> PostAsync(
        IReadOnlyList<CarParkClient> carParks, int firstStay, int stays, CancellationToken cancellationToken)
    {
        var perSecond = await ClosedLoop.RunAsync(
            Callers, firstStay, stays, (number, token) => PostAsync(carParks[number % carParks.Count], number, token), cancellationToken);
        return perSecond * EventsOfAStay;
    }

    private static async Task PostAsync(CarParkClient carPark, int number, CancellationToken cancellationToken)
    {
        var stay = carPark.Stay(number);
        await carPark.PostAsync(stay.Arrival(), cancellationToken);
        await carPark.PostAsync(stay.Payment(), cancellationToken);
        await carPark.PostAsync(stay.Departure(), cancellationToken);
    }
}
