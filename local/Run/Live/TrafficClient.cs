using HzFunctions.Local.CarParkSimulator;
using HzFunctions.Local.CarParkSimulator.Control;

namespace HzFunctions.Local.Run.Live;

/// <summary>Speaks to the process of the car parks.</summary>
internal sealed class TrafficClient(HttpClient http)
{
    public async Task<TrafficStatus> StatusAsync(CancellationToken cancellation) =>
        (await http.GetFromJsonAsync<TrafficStatus>("/status", CarParkSimulatorServer.Format, cancellation))!;

    /// <summary>Nothing new from now on; what was sent is brought to its end.</summary>
    public async Task<TrafficStatus> StopAsync(CancellationToken cancellation)
    {
        using var response = await http.PostAsync("/stop", null, cancellation);
        return (await response.Content.ReadFromJsonAsync<TrafficStatus>(CarParkSimulatorServer.Format, cancellation))!;
    }
}
