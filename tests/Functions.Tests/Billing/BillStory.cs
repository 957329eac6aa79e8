using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Durable;
using HzFunctions.Durable.Generations;
using HzFunctions.Durable.Replay;
using HzFunctions.Functions.ApplyPaymentAgain;
using HzFunctions.Functions.AskPayResult;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.BillOrchestrator;
using HzFunctions.Functions.CityBrainGateway;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.ReportAbnormalBill;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Tests.Downlink;
using HzFunctions.Functions.Tests.Gateway;
using HzFunctions.Functions.Tests.InMemory;
using HzFunctions.Functions.Uplink;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Functions.Tests.Billing;

/// <summary>
/// The life of one bill, with everything around it in memory: the orchestration runs in the replay harness, its steps are the real ones, and so are gateway and
/// downlink. All share one clock, which jumps from one thing that happens to the next.
/// </summary>
internal sealed class BillStory
{
    /// <summary>The bill of all stories, of 10.00 yuan.</summary>
    public const string BillId = "B-1";

    private static readonly DurableJson Json = new(BillJson.Default);

    private readonly PriorityQueue<Func<Task>, TimeSpan> _plans = new();
    private readonly List<(TimeSpan At, string Event)> _bells = [];
    private readonly DateTimeOffset _start;
    private readonly BillOptions _options;

    private BillStory(BillOptions options, Func<ITable, bool, ITable> around)
    {
        _start = Clock.GetUtcNow();
        City = new BillCity(Clock);
        Queue = new InMemoryDownlinkQueue(Clock);
        BillQueue = new InMemoryBillQueue(Clock);
        (Table, Log, Directory) = (new InMemoryTable(Clock), new InMemoryTable(Clock), new InMemoryTable(Clock));
        _options = options;
        Parts = AnotherHandler(around(Table, false), around(Log, true), City);
    }

    /// <summary>2026-05-01 08:00:00 in China.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero));

    public BillCity City { get; }

    public InMemoryDownlinkQueue Queue { get; }

    public InMemoryBillQueue BillQueue { get; }

    public InMemoryTable Table { get; }

    public InMemoryTable Log { get; }

    public InMemoryTable Directory { get; }

    public DownlinkParts Parts { get; }

    public SiteEntry Entry { get; private set; } = FixedSiteRegistry.Entry("1001", "P1");

    public SiteId Site => Entry.Site;

    public BillStore Store => Get<BillStore>();

    public BillSteps Steps => Get<BillSteps>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts a story with one car park.</summary>
    /// <param name="options">The deadlines.</param>
    /// <param name="around">Puts something around the table of downlinks (false) and of events (true).</param>
    public static async Task<BillStory> StartAsync(BillOptions? options = null, Func<ITable, bool, ITable>? around = null)
    {
        var story = new BillStory(options ?? new BillOptions(), around ?? ((table, _) => table));
        await story.Parts.Directory.PutAsync(
            new AccessEntry("1001", "http://city-brain.example/", "file:/key", null, "md5", "own-private-key", false, null, new PathBases(""), false).ToRow(), Stop);
        await story.Parts.Directory.PutAsync(story.Entry.ToRow(), Stop);
        return story;
    }

    /// <summary>Another process, with the same things around it but for its way to them.</summary>
    public DownlinkParts AnotherHandler(ITable table, ITable log, IDirectCalls city) =>
        new(table, log, Directory, Queue, city, new ScriptedWebhooks(), new InMemoryQuarantine(), Clock, _options, BillQueue);

    public T Get<T>()
        where T : notnull => Parts.Services.GetRequiredService<T>();

    /// <summary>The car park applies for the bill.</summary>
    public Task<GatewayAnswer> ApplyAsync(Action<JsonObject>? change = null) => Get<ApplicationDesk>().ApplyAsync(Entry, Application(change), Stop);

    /// <summary>What the car park sends, checked.</summary>
    public static string Application(Action<JsonObject>? change = null)
    {
        var body = Requests.Of("applyPayment", data =>
        {
            (data["billID"], data["uid"], data["shouldPay"], data["payStatus"], data["carStock"]) = (BillId, "u-1", 1000, 0, 1);
            (data["plateNo"], data["plateColor"]) = (BridgeMessage.Plate, 1);
            change?.Invoke(data);
        });
        return body.ToJsonString();
    }

    /// <summary>Has something happen at a time, counted from the start.</summary>
    public void At(TimeSpan time, Func<Task> happens) => _plans.Enqueue(happens, time);

    /// <summary>A payment result comes down at a time, and the bell is rung.</summary>
    public void PayResultAt(TimeSpan time, BridgeMessage? message = null)
    {
        At(time, () => BringAsync(message ?? PayResult()));
        RingAt(time);
    }

    /// <summary>Somebody rings the orchestration's bell.</summary>
    public void RingAt(TimeSpan time) => _bells.Add((time, BillOrchestration.Bell));

    public static BridgeMessage PayResult(long requestId = 1, int payStatus = 1, Action<JsonObject>? change = null)
    {
        var message = BridgeMessage.PayResult(requestId, BillId, payStatus);
        message.Data["discountAmount"] = 0;
        if (payStatus == 1)
        {
            (message.Data["actualPay"], message.Data["orderCode"]) = (1000, "HZ-1");
        }

        change?.Invoke(message.Data);
        return message with { Timestamp = "2026-05-01 08:00:00" };
    }

    /// <summary>The bridge brings a message now.</summary>
    public Task BringAsync(BridgeMessage message) => Parts.Function.RunAsync(message.ReceivedNow(Clock).ToJson(), Stop);

    /// <summary>Runs the bill's orchestration, as DriveBill starts it; until it ends or nothing more would wake it.</summary>
    public async Task<ReplayRun> DriveAsync()
    {
        var bill = await BillAsync();
        return Drive(bill.Instance, new BillRound(Site.Value, BillId, bill.NextAt));
    }

    /// <summary>Runs the bill's first orchestration, without looking up when something is due.</summary>
    public ReplayRun Drive(DateTimeOffset nextAt) => Drive(BillRow.InstanceOf(Site, BillId, 1), new BillRound(Site.Value, BillId, nextAt));

    /// <summary>Runs an instance from now on.</summary>
    public ReplayRun Drive(GenerationId instance, BillRound round)
    {
        var begins = Clock.GetUtcNow() - _start;
        var harness = new ReplayHarness(Json) { StartTime = Clock.GetUtcNow(), InstanceId = instance.ToString() };
        harness.OnActivity<BillTurn, BillStanding>(AskPayResultActivity.Function, (turn, at) => Step(begins + at, () => Steps.AskAsync(turn!, Stop)));
        harness.OnActivity<BillTurn, BillStanding>(ApplyPaymentAgainActivity.Function, (turn, at) => Step(begins + at, () => Steps.ApplyAsync(turn!, Stop)));
        harness.OnActivity<BillTurn, BillStanding>(ReportAbnormalBillActivity.Function, (turn, at) => Step(begins + at, () => Steps.ReportAsync(turn!, Stop)));
        foreach (var (at, name) in _bells.Where(bell => bell.At >= begins))
        {
            harness.RaiseEvent(at - begins, name);
        }

        return harness.Run(() => new BillOrchestration(), round);
    }

    /// <summary>Lets time pass up to a moment; what was planned until then happens.</summary>
    public async Task PassToAsync(TimeSpan time)
    {
        while (_plans.TryPeek(out var happens, out var at) && at <= time)
        {
            _plans.Dequeue();
            MoveTo(at);
            await happens();
        }

        MoveTo(time);
    }

    /// <summary>The bill as it is now.</summary>
    public async Task<BillRow> BillAsync(string billId = BillId) => (await Store.FindAsync(Site, billId, Stop)).Bill!;

    /// <summary>What its history says: what, and where it matters the detail.</summary>
    public async Task<IReadOnlyList<string>> HistoryAsync() =>
        [.. (await Store.HistoryAsync(Site, BillId, Stop)).Select(line => line.Detail is null ? line.What : $"{line.What} {line.Detail}")];

    /// <summary>What the car park is told: topic and data.</summary>
    public async Task<IReadOnlyList<(string Topic, JsonElement Data)>> InboxAsync() =>
        [.. (await Parts.Store.InboxAsync(Site, 100, Stop)).Select(entry => (entry.Key.Topic.ShownAs, JsonElement.Parse(entry.Data)))];

    /// <summary>The calls of the city brain as text, in order.</summary>
    public IReadOnlyList<string> Calls => [.. City.Calls.Select(call => call.ToString())];

    // The harness calls steps one after the other; everything in memory ends at once.
    private BillStanding Step(TimeSpan at, Func<Task<BillStanding>> step)
    {
        var passing = PassToAsync(at);
        Assert.True(passing.IsCompletedSuccessfully, $"What was planned before {at} does not end at once: {passing.Exception}");
        var taken = step();
        Assert.True(taken.IsCompletedSuccessfully, $"A step at {at} does not end at once: {taken.Exception}");
        return taken.Result;
    }

    private void MoveTo(TimeSpan time)
    {
        if (_start + time > Clock.GetUtcNow())
        {
            Clock.SetUtcNow(_start + time);
        }
    }
}
