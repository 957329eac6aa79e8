using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Tests.InMemory;
using HzFunctions.Functions.Uplink;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Functions.Tests.Downlink.Steps;

/// <summary>What the actors share, and the watch over what must hold after every write. Everything happens on one thread.</summary>
internal class StepWorld : IDisposable
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly InMemoryTable _directory;
    private readonly List<bool> _heard = [];
    private readonly List<DownlinkParts> _assembled = [];

    public StepWorld(bool hasWebhook)
    {
        (Table, _directory, Log) = (new InMemoryTable(Clock), new InMemoryTable(Clock), new InMemoryTable(Clock));
        Queue = new InMemoryDownlinkQueue(Clock);
        Site = FixedSiteRegistry.Entry("1001", "P1") with { Webhook = hasWebhook ? new WebhookSetting("https://car-park.example/", "file:/x") : null };
        Put(Site.ToRow());
        Put(new AccessEntry("1001", "http://x/", "file:/key", null, "md5", "own-private-key", false, null, new PathBases(""), false).ToRow());
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero));

    public InMemoryTable Table { get; }

    public InMemoryTable Log { get; }

    public InMemoryDownlinkQueue Queue { get; }

    public SiteEntry Site { get; }

    /// <summary>Whether the car park has the message, or has said that it has.</summary>
    public bool CarParkHas { get; set; }

    /// <summary>What the city brain has heard, in order.</summary>
    public IReadOnlyList<bool> Heard => _heard;

    /// <summary>The first thing that should hold and did not.</summary>
    public string? Violation { get; private set; }

    public DownlinkParts Assemble(StepActor actor)
    {
        var parts = new DownlinkParts(
            new StepTable(this, actor, Table),
            Log,
            _directory,
            new StepQueue(actor, Queue),
            CallsOf(actor),
            new StepWebhooks(this, actor),
            new InMemoryQuarantine(),
            Clock);
        _assembled.Add(parts);
        return parts;
    }

    public void Dispose() => _assembled.ForEach(parts => parts.Dispose());

    /// <summary>The city brain as an actor calls it.</summary>
    protected virtual IDirectCalls CallsOf(StepActor actor) => new StepCalls(this, actor);

    public void Break(string? violation) => Violation ??= violation;

    public void CheckThread() =>
        Break(Environment.CurrentManagedThreadId == _thread ? null : "an actor went on in another thread, out of the schedule's hands");

    public void Hear(bool success)
    {
        Break(success && !CarParkHas ? "the city brain hears that the car park has what it does not have" : null);
        _heard.Add(success);
    }

    /// <summary>The list of open messages, the inbox and the deadlines agree with the message's row at every moment.</summary>
    public void CheckRows()
    {
        var rows = Table.Rows(Site.Site.Value);
        foreach (var row in rows.Where(row => row.Row.StartsWith("M|", StringComparison.Ordinal)))
        {
            var message = DownlinkRow.Read(Site.Site, row.ToEntity(null));
            Break(message.IsOpen == rows.Any(other => other.Row == DownlinkRows.Open(message.Key)) ? null : "the list of open messages lies");
            Break(message.Deadline is null || rows.Any(other => other.Row == message.Deadline) ? null : "its deadline is missing");
            Break(rows.Count(other => IsDeadline(other.Row)) <= 1 ? null : "a deadline has stayed behind");
            Break((message.InboxRow is not null) == rows.Any(other => other.Row == message.InboxRow) ? null : "the inbox lies");
        }
    }

    private static bool IsDeadline(string row) => row.StartsWith(DownlinkRows.DeadlinePrefix, StringComparison.Ordinal);

    private void Put(Azure.Data.Tables.TableEntity row) =>
        _directory.WriteAsync([new(Azure.Data.Tables.TableTransactionActionType.UpsertReplace, row)], default).GetAwaiter().GetResult();
}
