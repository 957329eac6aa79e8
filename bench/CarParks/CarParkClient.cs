using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HzFunctions.Bench.CarParks;

/// <summary>A registered car park that posts events in plain JSON with its key.</summary>
internal sealed class CarParkClient(HttpClient gateway, string parkingCode, string site, string apiKey, TimeProvider time)
{
    public string ParkingCode => parkingCode;

    /// <summary>The gateway's id of it: its partition, and what its bells name.</summary>
    public string Site => site;

    /// <summary>The same car park, calling another process.</summary>
    public CarParkClient At(HttpClient other) => new(other, parkingCode, site, apiKey, time);

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
        using var answer = await gateway.SendAsync(request, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException(
                $"{posted.Interface}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    /// <summary>Calls an interface of ours.</summary>
    /// <exception cref="InvalidOperationException">It did not succeed.</exception>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        request.Headers.Add("X-Api-Key", apiKey);
        using var answer = await gateway.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.StatusCode == HttpStatusCode.OK
            ? JsonElement.Parse(text)
            : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }
}
