using System.Net;
using HzFunctions.Bench.Handler;

namespace HzFunctions.Bench.CarParks;

/// <summary>A registered car park that posts events in plain JSON with its key.</summary>
internal sealed class CarParkClient(HttpClient handler, string parkingCode, string site, string apiKey, TimeProvider time)
{
    public string ParkingCode => parkingCode;

    public string Site => site;

    public string ApiKey => apiKey;

    /// <summary>Registers a car park of an access and becomes it.</summary>
    public static async Task<CarParkClient> RegisterAsync(
        HttpClient handler, string accessId, string parkingCode, TimeProvider time, CancellationToken cancellationToken)
    {
        var (site, apiKey) = await new Operator(handler).AddCarParkAsync(accessId, parkingCode, cancellationToken);
        return new CarParkClient(handler, parkingCode, site, apiKey, time);
    }

    /// <summary>The stay with this number, seen now.</summary>
    public Stay Stay(int number) => new(parkingCode, number, time.GetUtcNow());

    /// <summary>Posts an event.</summary>
    /// <exception cref="InvalidOperationException">It was not accepted.</exception>
    public async Task PostAsync(ParkingEvent posted, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v2/cp/{posted.Interface}")
        {
            Content = new ByteArrayContent(posted.Body) { Headers = { ContentType = new("application/json") } },
        };
        request.Headers.Add("X-Api-Key", apiKey);
        using var answer = await handler.SendAsync(request, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException(
                $"{posted.Interface}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }
}
