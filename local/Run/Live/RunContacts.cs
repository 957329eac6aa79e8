using HzFunctions.Local.Run.Setup;

namespace HzFunctions.Local.Run.Live;

/// <summary>Everybody whom a run asks: the gateway as its clients and its operator see it, the city brain, the car parks.</summary>
internal sealed class RunContacts : IDisposable
{
    private readonly HttpClient _cityBrain;
    private readonly HttpClient _carParks;

    /// <param name="gateway">Where the gateway is.</param>
    /// <param name="adminKey">The key of its operator.</param>
    /// <param name="cityBrain">Where the city brain is.</param>
    /// <param name="carParks">Where the car parks' process is, or null when no cars come.</param>
    public RunContacts(Uri gateway, string adminKey, Uri cityBrain, Uri? carParks)
    {
        Operations = new OperationsClient(gateway, adminKey);
        Gateway = new HttpClient { BaseAddress = gateway };
        _cityBrain = new HttpClient { BaseAddress = cityBrain };
        _carParks = new HttpClient { BaseAddress = carParks };
        City = new CityAdminClient(_cityBrain);
        Traffic = carParks is null ? null : new TrafficClient(_carParks);
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
