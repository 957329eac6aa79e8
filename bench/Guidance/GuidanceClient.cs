using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Bench.CarParks;
using HzFunctions.Bench.Handler;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.Bench.Guidance;

/// <summary>The city brain and a car park, as indoor guidance knows them.</summary>
internal sealed class GuidanceClient(HttpClient gateway, CarParkClient carPark)
{
    private const string Time = "2026-11-28 08:00:00";

    public static string SpaceOf(int number) => string.Create(CultureInfo.InvariantCulture, $"B1-{number:D5}");

    public static string PlateOf(int number) => string.Create(CultureInfo.InvariantCulture, $"浙A{number:D5}");

    /// <summary>The car park tells of its spaces.</summary>
    public Task FeedAsync(int spaces, Predicate<int> isBookable, CancellationToken cancellationToken) =>
        carPark.SendAsync(HttpMethod.Put, "api/v2/guidance/spaces", new JsonObject
        {
            ["spaces"] = new JsonArray([.. Enumerable.Range(0, spaces).Select(number => new JsonObject
            {
                ["parkSpaceId"] = SpaceOf(number),
                ["parkSpaceSizeType"] = "普通",
                ["parkFloorNum"] = "B1",
                ["parkAreaNum"] = "A区",
                ["navigationUrl"] = $"https://guidance.example/1001/{SpaceOf(number)}",
                ["lockImei"] = $"86{number:D13}",
                ["bookable"] = isBookable(number),
            })]),
        }, cancellationToken);

    /// <summary>The car park takes what is in its inbox, and says that it has done it.</summary>
    public async Task TakeInboxAsync(CancellationToken cancellationToken)
    {
        var page = await carPark.SendAsync(HttpMethod.Get, "api/v2/inbox?wait=5&limit=100", body: null, cancellationToken);
        await Task.WhenAll(page.GetProperty("messages").EnumerateArray().Select(message =>
            carPark.SendAsync(HttpMethod.Post, $"api/v2/inbox/{message.GetProperty("id").GetString()}/ack", new JsonObject { ["success"] = true }, cancellationToken)));
    }

    /// <summary>The city brain calls an interface of §4.6; returns what is under <c>data</c>.</summary>
    /// <exception cref="InvalidOperationException">The answer has another code than 200.</exception>
    public async Task<JsonElement> CallAsync(string interfaceName, int number, string bookRecordId, CancellationToken cancellationToken)
    {
        var definition = StandardCatalogue.Instance.Find(interfaceName)!;
        var parameters = new JsonObject();
        foreach (var field in definition.Request)
        {
            parameters[field.Name] = field.Name switch
            {
                "parkingCode" => carPark.ParkingCode,
                "parkSpaceId" => SpaceOf(number),
                "carNum" => PlateOf(number),
                "bookRecordId" => bookRecordId,
                "uploadTime" => Time,
                _ => "13788888888",
            };
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, definition.Path.TrimStart('/'))
        {
            Content = new StringContent(new JsonObject { ["params"] = parameters }.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Api-Key", HandlerSettings.CityBrainKey);
        using var answer = await gateway.SendAsync(request, cancellationToken);
        var body = JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        return body.GetProperty("code").GetInt32() == 200 ? body.GetProperty("data") : throw new InvalidOperationException($"{interfaceName}: {body}");
    }
}
