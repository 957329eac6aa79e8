using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CarParkSimulator.Guidance;

/// <summary>What is answered to a call of indoor guidance.</summary>
/// <param name="Code">200, 204, 400 or 500.</param>
/// <param name="Data">What was found.</param>
internal sealed record AppAnswer(int Code, IReadOnlyList<JsonElement> Data)
{
    public string? First(string name) => Data is [var first, ..] && first.TryGetProperty(name, out var value) ? value.ToString() : null;
}

/// <summary>The application by which drivers reach indoor guidance: it calls the gateway as the city brain does (§4.6), with the city brain's key.</summary>
internal sealed class CityBrainApp(HttpClient gateway, string cityBrainKey, string parkingCode, string parkingName, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public Task<AppAnswer?> AskAsync(string interfaceName, CancellationToken stop, params (string Name, string Value)[] parameters) =>
        AskAsync(interfaceName, static answer => answer.Code != 500, stop, parameters);

    /// <summary>One order whose answer is taken as it is: nobody stands before a lock and orders it down again and again.</summary>
    public Task<AppAnswer?> OrderAsync(string interfaceName, CancellationToken stop, params (string Name, string Value)[] parameters) =>
        AskAsync(interfaceName, static _ => true, stop, parameters);

    // Again while nobody answers: whatever was answered with is the same however often it is asked. Null: told to stop.
    private async Task<AppAnswer?> AskAsync(
        string interfaceName, Predicate<AppAnswer> isAnswer, CancellationToken stop, params (string Name, string Value)[] parameters)
    {
        while (!stop.IsCancellationRequested)
        {
            if (await TryAsync(interfaceName, parameters, stop) is { } answer && isAnswer(answer))
            {
                return answer;
            }

            await Task.Delay(Pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }

    private async Task<AppAnswer?> TryAsync(string interfaceName, (string Name, string Value)[] parameters, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        var definition = StandardCatalogue.Instance.Find(interfaceName)!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/" + definition.Path.TrimStart('/'))
        {
            Content = new StringContent(Body(definition, parameters), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Api-Key", cityBrainKey);
        try
        {
            using var response = await gateway.SendAsync(request, either.Token);
            var body = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(either.Token));
            return body.TryGetProperty("code", out var code)
                ? new AppAnswer(code.GetInt32(), [.. body.GetProperty("data").EnumerateArray()])
                : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or OperationCanceledException)
        {
            return null;
        }
    }

    private string Body(InterfaceDefinition definition, (string Name, string Value)[] given)
    {
        var parameters = new JsonObject();
        foreach (var field in definition.Request)
        {
            parameters[field.Name] = field.Name switch
            {
                "parkingCode" => parkingCode,
                "parkingName" => parkingName,
                "uploadTime" => ChinaClock.Write(time.GetUtcNow()),
                var name => Array.Find(given, parameter => parameter.Name == name).Value,
            };
        }

        return new JsonObject { ["request"] = new JsonObject { ["apiVer"] = "0.1.7" }, ["params"] = parameters, ["version"] = "1.0" }.ToJsonString();
    }
}
