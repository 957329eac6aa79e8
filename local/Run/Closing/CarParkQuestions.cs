using System.Net;
using System.Text.Json;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.Run.Closing;

/// <summary>Asks the gateway as its car parks would, each with its own key, and again while there is no answer.</summary>
internal sealed class CarParkQuestions(HttpClient gateway, IReadOnlyList<CarParkEndpoint> carParks, TimeProvider time)
{
    private const int Attempts = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<Site, string> _apiKeys = carParks.ToDictionary(of => new Site(of.AccessID, of.ParkingCode), of => of.ApiKey);

    public async Task<GatewayWord> AskAsync(Site site, string path, CancellationToken cancellation)
    {
        if (!_apiKeys.TryGetValue(site, out var apiKey))
        {
            return new GatewayWord(null, default, "a car park of which there is no key");
        }

        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await TryAsync(path, apiKey, cancellation) is { } word)
            {
                return word;
            }

            await Task.Delay(Pause * attempt, time, cancellation);
        }

        return new GatewayWord(null, default, "no answer");
    }

    /// <summary>One question; null when it is worth asking again.</summary>
    private async Task<GatewayWord?> TryAsync(string path, string apiKey, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Api-Key", apiKey);
        try
        {
            using var response = await gateway.SendAsync(request, cancellation);
            var found = $"HTTP {(int)response.StatusCode}";
            return response.StatusCode switch
            {
                HttpStatusCode.OK => new GatewayWord(response.StatusCode, JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(cancellation)), found),
                HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => null,
                var status => new GatewayWord(status, default, found),
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException
            || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }
}
