using Azure.Data.Tables;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>
/// What the actors share: time, storage, bells, the city brain; and the watch over what must hold whenever one of them writes or calls.
/// Everything happens on one thread.
/// </summary>
internal sealed class World
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly Scenario _scenario;
    private readonly InMemoryTable _log;
    private readonly InMemoryTable _directory;
    private readonly JournalInvariants _journalRules;
    private readonly CallInvariants _callRules;

    public World(Scenario scenario)
    {
        _scenario = scenario;
        (_log, _directory) = (new InMemoryTable(Clock), new InMemoryTable(Clock));
        Queue = new BellQueue(Clock);
        _journalRules = new JournalInvariants(CityBrain);
        _callRules = new CallInvariants(Clock, CityBrain);
    }

    /// <summary>The car park that everything is about.</summary>
    public static SiteEntry Site { get; } = FixedSiteRegistry.Entry("access", "P1");

    public WorldClock Clock { get; } = new();

    public BellQueue Queue { get; }

    public CityBrainModel CityBrain { get; } = new();

    /// <summary>True while things may fail.</summary>
    public bool IsUnsafe { get; set; }

    public bool StorageFails => IsUnsafe && _scenario.StorageFails;

    public bool CityBrainFails => IsUnsafe && _scenario.CityBrainFails;

    /// <summary>True when the storage has failed someone.</summary>
    public bool StorageFailed { get; set; }

    /// <summary>The first thing that should hold and did not.</summary>
    public string? Violation { get; private set; }

    /// <summary>The rows of the car park.</summary>
    public IReadOnlyList<StoredRow> Log => _log.Rows(Site.Site.Value);

    public bool OutboxIsEmpty => !Log.Any(row => row.Row.StartsWith(Rows.OutboxPrefix, StringComparison.Ordinal));

    /// <summary>A process's parts, which go through this world.</summary>
    public HandlerParts Assemble(Actor actor, TimeSpan skew) => new(
        Table(actor, _log),
        Table(actor, _directory),
        Bell(actor),
        new SteppedUplink(this, actor),
        new InMemoryPhotoStore(),
        new FixedSiteRegistry(Site),
        Clock.OfProcess(skew),
        new Random(1),
        new ForwardingOptions());

    /// <summary>Notes that something does not hold.</summary>
    public void Break(string? violation) => Violation ??= violation;

    public void CheckThread()
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            Break("an actor went on in another thread, out of the schedule's hands");
        }
    }

    public void CheckJournal() => Break(_journalRules.Broken(Log, CityBrain.Begun));

    public void FailWhere(bool fails)
    {
        if (fails)
        {
            StorageFailed = true;
            throw new IOException("The storage failed, as the schedule says.");
        }
    }

    /// <summary>Hears of every write to a table.</summary>
    public void Written(Actor actor, IReadOnlyList<TableTransactionAction> changes, WriteResult written)
    {
        if (!written.Done || changes[0].Entity.PartitionKey != Site.Site.Value)
        {
            return;
        }

        if (changes[0].Entity.RowKey == Rows.Lease)
        {
            _callRules.LeaseWriter = actor;
        }
        else
        {
            CheckJournal();
        }
    }

    /// <summary>Hears of the beginning of every call.</summary>
    public CityBrainCall CallBegins(Actor actor, string kind, string payload, TimeSpan timeLimit)
    {
        CheckThread();
        var key = _scenario.KeyOf(payload);
        var row = actor.Window.First(found => found.Kind == kind && found.Key == key);
        Break(_callRules.Broken(actor, row, timeLimit, Log));
        return CityBrain.Begin(actor, row, payload);
    }

    private ITable Table(Actor actor, InMemoryTable table)
    {
        var stepped = new SteppedTable(this, actor, table);
        return _scenario.Sabotage == Sabotage.None ? stepped : new SabotagedTable(stepped, _scenario.Sabotage);
    }

    private IBell Bell(Actor actor) => (_scenario.Sabotage, actor.Kind) switch
    {
        (Sabotage.DrainsDoNotRing, ActorKind.Drain) or (Sabotage.WatchDoesNotRing, ActorKind.Watch) => new MuteBell(),
        _ => new SteppedBell(this, actor),
    };
}
