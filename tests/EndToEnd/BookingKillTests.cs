using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Local.Endpoints;
using HzFunctions.Tests.Shared;

namespace HzFunctions.EndToEnd;

/// <summary>A crowd that books the same spaces while the handler is killed without warning.</summary>
[Collection(WholeSystem.Name)]
public sealed class BookingKillTests
{
    private static readonly int Drivers = Scale.Of(1000);
    private static readonly int Spaces = Scale.Of(100);
    private static readonly TimeSpan ComesUpWithin = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task An_answered_booking_exists_and_an_unanswered_one_exists_whole_or_not_at_all()
    {
        await using var system = LocalSystemUnderTest.Start(["--no-traffic", "--car-parks", "1"]);
        await Condition.HoldsAsync($"the system is up\n{system.Output}", ComesUpWithin, () => Task.FromResult(File.Exists(Path.Combine(system.State, "endpoints.json"))));
        using var town = new Town(system.Endpoints);
        await town.OpenAsync(Spaces);

        var answers = new ConcurrentDictionary<int, Answer?>();
        var unanswered = new ConcurrentBag<int>();
        using var killed = new CancellationTokenSource();
        var crowd = Parallel.ForEachAsync(
            Enumerable.Range(0, Drivers), new ParallelOptions { MaxDegreeOfParallelism = Drivers }, (driver, _) => OrderUntilKilledAsync(driver));
        await Condition.HoldsAsync($"some are answered\n{system.Output}", AnswersWithin, () => Task.FromResult(answers.Values.Any(answer => answer is not null)));
        await system.KillAsync("handler", $"with {answers.Values.Count(answer => answer is not null)} of {Drivers} drivers answered, and all ordering");
        await killed.CancelAsync();
        await crowd;

        Assert.True(!unanswered.IsEmpty, "nobody was waiting for an answer when the handler died: this run shows nothing");
        await AssertWholeAsync(town, answers);

        // Whoever was not answered asks again, and then everybody who has nothing.
        foreach (var driver in unanswered.Concat(answers.Where(answer => answer.Value?.Id is null).Select(answer => answer.Key)).Distinct().ToList())
        {
            answers[driver] = await town.BookAsync(driver);
        }

        Assert.Equal(Spaces, answers.Values.Count(answer => answer is { Code: 200 }));
        Assert.Equal(Drivers - Spaces, answers.Values.Count(answer => answer is { Code: 400 }));
        await AssertWholeAsync(town, answers);
        Assert.Empty(await town.AvailableAsync());

        // The same order again and again is the same booking; what was answered once holds.
        async ValueTask OrderUntilKilledAsync(int driver)
        {
            answers[driver] = null;
            while (!killed.IsCancellationRequested)
            {
                if (await town.TryBookAsync(driver) is not { } answer)
                {
                    unanswered.Add(driver);
                    return;
                }

                answers[driver] = answer;
            }
        }
    }

    private static async Task AssertWholeAsync(Town town, IReadOnlyDictionary<int, Answer?> answers)
    {
        var held = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(answers, async (answer, _) =>
        {
            var records = await town.RecordsAsync(answer.Key);
            Assert.True(records.Count <= 1, $"driver {answer.Key} has {records.Count} bookings");
            if (answer.Value?.Id is { } id)
            {
                Assert.Equal(id, Assert.Single(records).Id);
            }
            else if (answer.Value is not null)
            {
                Assert.Empty(records);
            }

            records.ForEach(record => held.Add(record.Space));
        });
        Assert.Equal(held.Count, held.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, Spaces).Select(Town.SpaceOf).Except(held).Order(), (await town.AvailableAsync()).Order());
    }

    private sealed record Answer(int Code, string? Id);

    private sealed record BookingRecord(string Id, string Space);

    /// <summary>The city brain and one car park.</summary>
    private sealed class Town(LocalEndpoints endpoints) : IDisposable
    {
        private const int HourInSeconds = 3600;
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

        private readonly CarParkEndpoint _carPark = endpoints.CarParks[0];
        private readonly HttpClient _http = new() { BaseAddress = endpoints.Gateway, Timeout = TimeSpan.FromSeconds(60) };

        public static string SpaceOf(int number) => $"K-{number % Spaces}";

        /// <summary>Tells of spaces that are held for an hour once they are booked.</summary>
        public async Task OpenAsync(int spaces)
        {
            await SendAsync(HttpMethod.Put, "/ops/sites", "X-Admin-Key", endpoints.AdminKey, new JsonObject
            {
                ["accessID"] = _carPark.AccessID,
                ["parkingCode"] = _carPark.ParkingCode,
                ["parkingName"] = _carPark.ParkingName,
                ["bookToArriveSeconds"] = HourInSeconds,
            });
            await SendAsync(HttpMethod.Put, "/api/v2/guidance/spaces", "X-Api-Key", _carPark.ApiKey, new JsonObject
            {
                ["spaces"] = new JsonArray([.. Enumerable.Range(0, spaces).Select(number => new JsonObject
                {
                    ["parkSpaceId"] = SpaceOf(number),
                    ["parkSpaceSizeType"] = "普通",
                    ["parkFloorNum"] = "B1",
                    ["parkAreaNum"] = "A区",
                    ["bookable"] = true,
                })]),
            });
        }

        /// <summary>One attempt; null: no answer.</summary>
        public async Task<Answer?> TryBookAsync(int driver)
        {
            var (user, plate) = Of(driver);
            var body = await TryCallAsync("cloud/park/book/new", new JsonObject
            {
                ["parkingCode"] = _carPark.ParkingCode,
                ["parkingName"] = _carPark.ParkingName,
                ["parkSpaceId"] = SpaceOf(driver),
                ["userId"] = user,
                ["carNum"] = plate,
                ["phone"] = "13788888888",
            });
            return body is { } answered ? new Answer(answered.GetProperty("code").GetInt32(), Found(answered) is [var made, ..] ? made.GetProperty("recordId").GetString() : null) : null;
        }

        public async Task<Answer> BookAsync(int driver)
        {
            while (true)
            {
                if (await TryBookAsync(driver) is { } answer)
                {
                    return answer;
                }

                await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
            }
        }

        public async Task<List<BookingRecord>> RecordsAsync(int driver)
        {
            var (user, plate) = Of(driver);
            return [.. Found(await CallAsync("cloud/park/book/record", new JsonObject { ["userId"] = user, ["carNum"] = plate }))
                .Select(record => new BookingRecord(record.GetProperty("recordId").GetString()!, record.GetProperty("parkSpaceId").GetString()!))];
        }

        public async Task<List<string>> AvailableAsync() =>
            [.. Found(await CallAsync("cloud/park/book/available", new JsonObject { ["parkingCode"] = _carPark.ParkingCode, ["parkingName"] = _carPark.ParkingName, ["uploadTime"] = "2026-11-28 08:00:00" }))
                .Select(space => space.GetProperty("parkSpaceId").GetString()!)];

        public void Dispose() => _http.Dispose();

        private static (string User, string Plate) Of(int driver) =>
            ($"user-{driver}", string.Create(CultureInfo.InvariantCulture, $"浙K{driver:D5}"));

        private static List<JsonElement> Found(JsonElement body) => [.. body.GetProperty("data").EnumerateArray()];

        private async Task<JsonElement> CallAsync(string path, JsonObject parameters)
        {
            while (true)
            {
                if (await TryCallAsync(path, (JsonObject)parameters.DeepClone()) is { } answered)
                {
                    return answered;
                }

                await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
            }
        }

        // Code 500 says that nobody knows: as if there were no answer.
        private async Task<JsonElement?> TryCallAsync(string path, JsonObject parameters)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new StringContent(new JsonObject { ["params"] = parameters }.ToJsonString(), Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("X-Api-Key", endpoints.CityBrainKey);
            try
            {
                using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
                var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
                return body.TryGetProperty("code", out var code) && code.GetInt32() != 500 ? body : null;
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException or TaskCanceledException)
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
                return null;
            }
        }

        private async Task SendAsync(HttpMethod method, string path, string header, string key, JsonObject body)
        {
            using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
            request.Headers.Add(header, key);
            using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }
}
