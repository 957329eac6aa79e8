using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CarParkSimulator.Guidance;

/// <summary>
/// The spaces of a car park that can be booked: it tells the gateway of them and of the vehicles at them, lowers the locks that it is told to, and hears of vehicles on booked spaces.
/// </summary>
internal sealed class GuidedFloor(Site site, int generation, HttpClient gateway, string apiKey, GuidanceLedger ledger, TimeProvider time)
{
    /// <summary>How many spaces can be booked.</summary>
    public const int Spaces = 12;

    private const int TooManyRequests = 429;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly string[] Kinds = ["普通", "普通", "女士", "残疾人"];

    private readonly ConcurrentDictionary<string, bool> _disturbed = new(StringComparer.Ordinal);

    /// <summary>A space; each run of the simulator has its own, in which nobody stands from before.</summary>
    public string SpaceOf(int number) => $"B{generation}-{1 + (number % Spaces)}";

    /// <summary>Whether the car park has heard that another vehicle stands on the space of a booking.</summary>
    public bool KnowsDisturbed(string bookRecordId) => _disturbed.ContainsKey(bookRecordId);

    /// <summary>Tells of the spaces. False: told to stop before it was heard, or refused.</summary>
    public Task<bool> FeedAsync(CancellationToken stop) => TellAsync(HttpMethod.Put, "/api/v2/guidance/spaces", new JsonObject
    {
        ["uploadTime"] = ChinaClock.Write(time.GetUtcNow()),
        ["spaces"] = new JsonArray([.. Enumerable.Range(0, Spaces).Select(number => new JsonObject
        {
            ["parkSpaceId"] = SpaceOf(number),
            ["parkSpaceSizeType"] = Kinds[number % Kinds.Length],
            ["parkFloorNum"] = "B1",
            ["parkAreaNum"] = "A区",
            ["navigationUrl"] = $"https://guidance.example/{site.ParkingCode}/{SpaceOf(number)}",
            ["lockImei"] = $"86{number:D13}",
            ["bookable"] = true,
        })]),
    }, stop);

    /// <summary>Tells where a vehicle stands; an empty space: nowhere any more.</summary>
    public Task<bool> PlaceAsync(string plate, string space, CancellationToken stop) => TellAsync(HttpMethod.Post, "/api/v2/guidance/positions", new JsonObject
    {
        ["positions"] = new JsonArray(new JsonObject { ["carNum"] = plate, ["parkSpaceId"] = space, ["uploadTime"] = ChinaClock.Write(time.GetUtcNow()) }),
    }, stop);

    /// <summary>Does what a message of the gateway says; null where it is none of indoor guidance, else whether it was done.</summary>
    public bool? Hear(string topic, JsonElement data)
    {
        switch (topic)
        {
            case "groundLockDown":
                var inTime = ChinaClock.Read(data.GetProperty("validUntil").GetString()!) >= time.GetUtcNow();
                if (inTime)
                {
                    ledger.Write(GuidanceEvent.LockLowered, site, bookRecordId: data.GetProperty("bookRecordId").GetString());
                }

                return inTime;

            case "bookedSpaceOccupied":
                var id = data.GetProperty("bookRecordId").GetString()!;
                if (_disturbed.TryAdd(id, true))
                {
                    ledger.Write(GuidanceEvent.Disturbed, site, bookRecordId: id);
                }

                return true;

            default:
                return null;
        }
    }

    private async Task<bool> TellAsync(HttpMethod method, string path, JsonObject body, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
            request.Headers.Add("X-Api-Key", apiKey);
            try
            {
                using var response = await gateway.SendAsync(request, stop);
                if (response.IsSuccessStatusCode)
                {
                    return true;
                }

                if ((int)response.StatusCode is >= 400 and < 500 and not TooManyRequests)
                {
                    ledger.Write(GuidanceEvent.Broken, site, detail: $"{method} {path} was refused with {(int)response.StatusCode}");
                    return false;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
            {
                // The gateway is away, or we are to stop.
            }

            await Task.Delay(Pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }
}
