using HzFunctions.Bench.CarParks;
using HzFunctions.Bench.Handler;
using HzFunctions.Bench.Storage;

namespace HzFunctions.Bench.Acceptance;

/// <summary>The handler process: a car park posts its car-ins with its key.</summary>
internal sealed class HandlerAcceptor : IAcceptor
{
    // Nothing is forwarded here: an address that nobody calls.
    private static readonly Uri NoCityBrain = new("http://127.0.0.1:9/");

    private readonly HandlerUnderTest _handler;
    private readonly CarParkClient _carPark;

    private HandlerAcceptor(HandlerPackage package, HandlerUnderTest handler, CarParkClient carPark)
    {
        Name = $"handler ({package.Name})";
        _handler = handler;
        _carPark = carPark;
    }

    public string Name { get; }

    public int ProcessId => _handler.ProcessId;

    public static async Task<HandlerAcceptor> StartAsync(
        HandlerPackage package, FreshStorage storage, TimeProvider time, CancellationToken cancellationToken)
    {
        var handler = await HandlerUnderTest.StartAsync(package, storage, time, cancellationToken);
        var fleet = await CarParkFleet.RegisterAsync(handler.Http, NoCityBrain, 1, storage, time, cancellationToken);
        return new HandlerAcceptor(package, handler, fleet.CarParks[0]);
    }

    /// <summary>The partition that it writes to.</summary>
    public string Site => _carPark.Site;

    /// <summary>The stay with this number.</summary>
    public Stay Stay(int number) => _carPark.Stay(number);

    public Task AcceptAsync(int number, CancellationToken cancellationToken) =>
        _carPark.PostAsync(Stay(number).Arrival(), cancellationToken);

    public ValueTask DisposeAsync() => _handler.DisposeAsync();
}
