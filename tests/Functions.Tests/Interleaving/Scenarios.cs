using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>The scenarios that are explored.</summary>
internal static class Scenarios
{
    private static readonly TimeSpan Disagreement = TimeSpan.FromSeconds(40);

    private static readonly CarParkEvent Arrival = CarParkEvent.Arrival("a1", uid: "u1");
    private static readonly CarParkEvent Departure = CarParkEvent.Departure("d1", uid: "u1");
    private static readonly CarParkEvent Payment = CarParkEvent.Payment("b1", uid: "u1");
    private static readonly CarParkEvent Photo = CarParkEvent.Photo("p1", uid: "u1");
    private static readonly CarParkEvent LaterPhoto = CarParkEvent.Photo("p2", uid: "u1");
    private static readonly CarParkEvent OtherArrival = CarParkEvent.Arrival("a2", uid: "u2");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("an arrival after its departure")
        {
            Acceptors = [[Departure, Arrival, Payment]],
            CityBrainFails = true,
        },
        new("an arrival after its departure, and processes die")
        {
            Acceptors = [[Departure, Arrival, Payment]],
            ProcessesDie = true,
            ClocksDisagree = Disagreement,
        },
        new("a revision while the first is under way")
        {
            Acceptors = [[Arrival, Revised(Arrival), Departure]],
            CityBrainFails = true,
        },
        new("a revision while the first is under way, and processes die")
        {
            Acceptors = [[Departure, Revised(Departure)]],
            CityBrainFails = true,
            ProcessesDie = true,
        },
        new("a resend of what was forwarded long ago")
        {
            Before = [Arrival, Departure],
            Acceptors = [[Again(Departure), Again(Arrival), Payment]],
            ProcessesDie = true,
        },
        new("parking states, the newer before the older")
        {
            Acceptors = [[CarParkEvent.State("08:10:00"), CarParkEvent.State("08:00:00"), CarParkEvent.State("08:20:00"), CarParkEvent.State("08:15:00")]],
            CityBrainFails = true,
            ProcessesDie = true,
        },
        new("photos around an arrival")
        {
            Acceptors = [[Photo, Arrival, LaterPhoto, Departure]],
            CityBrainFails = true,
        },
        new("two acceptors with different contents of one record")
        {
            Acceptors = [[Departure, Arrival], [OtherArrival, Revised(Departure)]],
            CityBrainFails = true,
            ProcessesDie = true,
        },
        new("a storage that fails")
        {
            Acceptors = [[Departure, Arrival, Revised(Departure)]],
            StorageFails = true,
        },
        new("everything fails")
        {
            Before = [OtherArrival],
            Acceptors = [[Departure, Arrival, Revised(Departure), Photo], [Again(OtherArrival), CarParkEvent.State("08:10:00"), CarParkEvent.State("08:00:00")]],
            CityBrainFails = true,
            ProcessesDie = true,
            StorageFails = true,
            ClocksDisagree = Disagreement,
        },
    ];

    /// <summary>One with a fault put in on purpose.</summary>
    public static Scenario With(Sabotage sabotage) => new($"sabotage: {sabotage}")
    {
        Before = [OtherArrival],
        Acceptors = [[Departure, Arrival, Revised(OtherArrival)], [Again(OtherArrival), Payment]],
        ProcessesDie = true,
        Sabotage = sabotage,
    };

    /// <summary>The same record with other content, sent later.</summary>
    private static CarParkEvent Revised(CarParkEvent known) => known.Noting(2).SentAt("08:05:00");

    /// <summary>The same content, sent later.</summary>
    private static CarParkEvent Again(CarParkEvent known) => known.SentAt("08:12:00");
}
