using System.Text;
using System.Text.Json.Nodes;
using HzFunctions.CityBrain;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.Tests.InMemory;
using HzFunctions.Functions.Webhooks;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Functions.Tests.Guidance;

/// <summary>A car park with spaces, and everything around it in memory. Time stands still until a test moves it.</summary>
internal sealed class GuidedCarParkInMemory : IDisposable
{
    public const string Plate = "浙A01C01";
    public const string OtherPlate = "浙A01C02";
    public const string Phone = "13788888888";

    private GuidedCarParkInMemory(IWebhooks? webhooks)
    {
        (Table, Downlinks, Directory) = (new InMemoryTable(Clock), new InMemoryTable(Clock), new InMemoryTable(Clock));
        Handler = new GuidanceParts(Table, Downlinks, Directory, Clock, webhooks);
    }

    /// <summary>2026-05-01 08:00:00 in China.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero));

    public InMemoryTable Table { get; }

    public InMemoryTable Downlinks { get; }

    public InMemoryTable Directory { get; }

    public GuidanceParts Handler { get; }

    public SiteEntry Site { get; init; } = FixedSiteRegistry.Entry("1001", "P1");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>A car park with the spaces … that can be booked, each with a lock.</summary>
    public static async Task<GuidedCarParkInMemory> StartAsync(int spaces = 3, IWebhooks? webhooks = null)
    {
        var bench = new GuidedCarParkInMemory(webhooks);
        await bench.FeedAsync(Enumerable.Range(1, spaces).Select(number => Space($"A-{number}")));
        return bench;
    }

    /// <summary>A car park that has told of no space yet.</summary>
    public static GuidedCarParkInMemory Empty(BookingTerms terms) => new(null) { Site = FixedSiteRegistry.Entry("1001", "P1") with { BookingTerms = terms } };

    /// <summary>What a car park says of a space.</summary>
    public static JsonObject Space(string id, bool bookable = true) => new()
    {
        ["parkSpaceId"] = id,
        ["parkSpaceSizeType"] = "普通",
        ["parkFloorNum"] = "B1",
        ["parkAreaNum"] = "A区",
        ["navigationUrl"] = $"https://nav.example/{id}",
        ["lockImei"] = $"lock-{id}",
        ["bookable"] = bookable,
    };

    public async Task<int> FeedAsync(IEnumerable<JsonObject> spaces, DateTimeOffset? at = null)
    {
        var body = new JsonObject { ["uploadTime"] = ChinaTime.Format(at ?? Now), ["spaces"] = new JsonArray([.. spaces]) };
        var (read, errors) = Handler.Spaces.Read(Encoding.UTF8.GetBytes(body.ToJsonString()));
        Assert.Empty(errors);
        var outdated = await Handler.Spaces.PutAsync(Site.Site, read, Stop);
        Check();
        return outdated;
    }

    public async Task<BookingOutcome> BookAsync(string space = "A-1", string plate = Plate, string userId = "u1")
    {
        var outcome = await Handler.Reservations.BookAsync(Site, new BookingOrder(space, userId, plate, Phone), Stop);
        Check();
        return outcome;
    }

    public async Task<BookingRow> BookedAsync(string space = "A-1", string plate = Plate)
    {
        var outcome = await BookAsync(space, plate);
        Assert.Null(outcome.Refusal);
        return outcome.Booking!;
    }

    public Task<BookingOutcome> CancelAsync(BookingRow booking) => CheckedAsync(Handler.Reservations.CancelAsync(booking.Id, Stop));

    public Task<BookingOutcome> ArriveAtSpaceAsync(BookingRow booking, string? space = null, string? plate = null) =>
        CheckedAsync(Handler.Places.ArrivedAsync(booking.Id, plate ?? booking.Plate, space ?? booking.Space, Stop));

    public Task<bool> EnterAsync(string plate = Plate, DateTimeOffset? at = null) => CheckedAsync(Handler.Places.EnteredAsync(Site.Site, plate, at ?? Now, Stop));

    public Task<bool> LeaveAsync(string plate = Plate, DateTimeOffset? at = null) => CheckedAsync(Handler.Places.LeftAsync(Site.Site, plate, at ?? Now, Stop));

    public Task PositionAsync(string plate, string space, DateTimeOffset? at = null) =>
        CheckedAsync(NoteAsync(new Position(plate, space, at ?? Now)));

    public async Task<BookingState> StateAsync(BookingRow booking) => (await Handler.Store.FindAsync(booking.Id, Stop))!.StateAt(Now);

    /// <summary>The spaces that can be booked now.</summary>
    public async Task<IReadOnlyList<string>> AvailableAsync() =>
        [.. (await Handler.Store.AvailableAsync(Site.Site, Now, Stop)).Select(space => space.Id).Order(StringComparer.Ordinal)];

    /// <summary>Where a vehicle stands; empty: nobody knows.</summary>
    public async Task<string> WhereIsAsync(string plate) => (await Handler.Store.Look(Site.Site).PlateAsync(GuidanceRows.PlateHash(plate), Stop)).Space;

    public Task TidyAsync() => CheckedAsync(TidiedAsync());

    /// <summary>What the car park is told: topic and data.</summary>
    public async Task<IReadOnlyList<(string Topic, JsonNode Data)>> ToldAsync() =>
        [.. (await Handler.Downlinks.InboxAsync(Site.Site, 100, Stop)).Select(entry => (entry.Key.Topic.ShownAs, JsonNode.Parse(entry.Data)!))];

    public void Dispose() => Handler.Dispose();

    private async Task<bool> TidiedAsync()
    {
        await Handler.Tidy.RunAsync(Site.Site, Stop);
        return true;
    }

    private async Task<bool> NoteAsync(Position position)
    {
        await Handler.Positions.NoteAsync(Site.Site, [position], Stop);
        return true;
    }

    private async Task<T> CheckedAsync<T>(Task<T> work)
    {
        var result = await work;
        Check();
        return result;
    }

    private void Check() => Assert.Null(GuidanceInvariants.Violation(Table, Site.Site));
}
