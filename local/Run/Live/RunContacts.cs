using HzFunctions.Local.Run.Setup;

namespace HzFunctions.Local.Run.Live;

/// <summary>Everybody whom a run asks: the gateway as its clients and its operator see it, the city brain, the car parks.</summary>
internal sealed class RunContacts : IDisposable
{
    private readonly HttpClient _cityBrain;
    private readonly HttpClient _carParks;

    public RunContacts(LocalSystem system, string adminKey, bool withTraffic)
    {
        Operations = new OperationsClient(system.Gateway, adminKey);
        Gateway = new HttpClient { BaseAddress = system.Gateway };
        _cityBrain = new HttpClient { BaseAddress = system.CityBrain };
        _carParks = new HttpClient { BaseAddress = system.CarParks };
        City = new CityAdminClient(_cityBrain);
        Traffic = withTraffic ? new TrafficClient(_carParks) : null;
    }

    public OperationsClient Operations { get; }

    public HttpClient Gateway { get; }

    public CityAdminClient City { get; }

    /// <summary>Null when no cars come.</summary>
    public TrafficClient? Traffic { get; }

    public void Dispose()
    {
        Operations.Dispose();
        Gateway.Dispose();
        _cityBrain.Dispose();
        _carParks.Dispose();
    }
}
