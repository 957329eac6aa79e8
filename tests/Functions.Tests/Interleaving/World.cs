using Azure.Data.Tables;
using HzFunctions.Functions.CityBrainGateway;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>
/// One site, two processes that drain it, those that accept, and everything they share. All of it runs on one thread: whatever an actor
/// awaits takes place when a schedule says so.
/// </summary>
internal sealed class World
{
    private const int MostSteps = 3000;
    private const int MostWatches = 60;

    private static readonly SiteEntry Site = FixedSiteRegistry.Entry("access", "P1");
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Redelivery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LittleWhile = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan LongWhile = TimeSpan.FromSeconds(17);

    private readonly Scenario _scenario;
    private readonly Leaning _leaning;
    private readonly Action<string>? _trace;
    private readonly InMemoryTable _log;
    private readonly InMemoryTable _directory;
    private readonly JournalInvariants _journal;
    private readonly CallInvariants _calls;
    private readonly List<Actor> _actors = [];
    private readonly Dictionary<Actor, Queue<WorldEvent>> _scripts = [];
    private readonly Dictionary<Actor, WorldEvent> _sent = [];
    private readonly List<(string Kind, string Receipt)> _receipts = [];
    private readonly List<Move> _moves = [];
    private readonly Actor _watch;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private bool _exploring;
    private bool _processDied;
    private int _steps;

    public World(Scenario scenario, Leaning leaning, Action<string>? trace = null)
    {
        (_scenario, _leaning, _trace) = (scenario, leaning, trace);
        (_log, _directory) = (new InMemoryTable(Clock), new InMemoryTable(Clock));
        Queue = new BellQueue(Clock);
        _journal = new JournalInvariants(CityBrain);
        _calls = new CallInvariants(Clock, CityBrain);
        _watch = new Actor(this, "watch", ActorKind.Watch, TimeSpan.Zero);

        _actors.AddRange(scenario.Acceptors.Select((_, number) =>
            new Actor(this, $"acceptor {number + 1}", ActorKind.Acceptor, TimeSpan.FromMilliseconds(number * 300))));
        _actors.Add(new Actor(this, "drain 1", ActorKind.Drain, scenario.ClocksDisagree));
        _actors.Add(new Actor(this, "drain 2", ActorKind.Drain, -scenario.ClocksDisagree));
        _actors.Add(_watch);
    }

    public WorldClock Clock { get; } = new();

    public BellQueue Queue { get; }

    public CityBrainModel CityBrain { get; } = new();

    public bool StorageFails => _exploring && _scenario.StorageFails;

    public bool CityBrainFails => _exploring && _scenario.CityBrainFails;

    /// <summary>True when the storage has failed someone.</summary>
    public bool StorageFailed { get; set; }

    /// <summary>The first thing that should hold and did not.</summary>
    public string? Violation { get; private set; }

    private bool OutboxIsEmpty => !_log.Rows(Site.Site.Value).Any(row => row.Row.StartsWith(Rows.OutboxPrefix, StringComparison.Ordinal));

    /// <summary>Runs everything under a schedule, to the end; returns what did not hold, or null.</summary>
    public string? Run(IChooser chooser)
    {
        Prepare();
        _exploring = true;
        RunUntilQuiet(chooser);
        _exploring = false;
        Settle();
        return Violation;
    }

    public HandlerParts Assemble(Actor actor, TimeSpan skew) => new(
        new SteppedTable(this, actor, _log),
        new SteppedTable(this, actor, _directory),
        new SteppedBell(this, actor),
        new SteppedUplink(this, actor),
        new InMemoryPhotoStore(),
        new FixedSiteRegistry(Site),
        Clock.OfProcess(skew),
        new Random(1),
        new ForwardingOptions());

    /// <summary>Notes the first thing that should hold and did not.</summary>
    public void Break(string violation) => Violation ??= violation;

    public void CheckThread()
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            Break("an actor went on in another thread, out of the schedule's hands");
        }
    }

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
            _calls.LeaseWriter = actor;
        }
        else if (_journal.Broken(_log.Rows(Site.Site.Value), CityBrain.Begun) is { } broken)
        {
            Break(broken);
        }
    }

    /// <summary>Hears of the beginning of every call.</summary>
    public CityBrainCall CallBegins(Actor actor, string kind, string payload, TimeSpan timeLimit)
    {
        CheckThread();
        var key = _scenario.KeyOf(payload);
        var row = actor.Window.First(found => found.Kind == kind && found.Key == key);
        if (_calls.Broken(actor, row, timeLimit, _actors, _log.Rows(Site.Site.Value)) is { } broken)
        {
            Break(broken);
        }

        return CityBrain.Begin(row, payload);
    }

    private void Prepare()
    {
        if (_scenario.Before.Count > 0)
        {
            _scripts[_actors[0]] = new Queue<WorldEvent>(_scenario.Before);
            RunUntilQuiet(Schedule.Default.Follow());
            Clock.Now += TimeSpan.FromMinutes(11);
        }

        for (var number = 0; number < _scenario.Acceptors.Count; number++)
        {
            _scripts[_actors[number]] = new Queue<WorldEvent>(_scenario.Acceptors[number]);
        }
    }

    private void RunUntilQuiet(IChooser chooser)
    {
        Actor? last = null;
        while (Violation is null)
        {
            CollectMoves(last);
            if (_moves.Count == 0)
            {
                if (Queue.Count == 0)
                {
                    return;
                }

                Clock.Now = Queue.NextDue;
                continue;
            }

            if (++_steps > MostSteps)
            {
                Break("it goes on and on");
            }

            var move = _moves[chooser.Choose(_moves)];
            _trace?.Invoke($"{Clock.Now:mm:ss.f} {move}");
            Make(move);
            last = move.Actor ?? last;
            EndWork();
        }
    }

    private void CollectMoves(Actor? last)
    {
        _moves.Clear();
        foreach (var actor in Ordered(last))
        {
            _moves.AddRange(actor.Pending.Select(operation => new Move(MoveKind.Complete, actor, operation)));
            if (actor.IsIdle && CanBegin(actor))
            {
                _moves.Add(new Move(MoveKind.Begin, actor));
            }
        }

        if (_exploring)
        {
            CollectExtraordinaryMoves();
        }
    }

    private void CollectExtraordinaryMoves()
    {
        var busy = _actors.Where(actor => actor.Pending.Count > 0).ToList();
        foreach (var operation in busy.SelectMany(actor => actor.Pending))
        {
            _moves.AddRange(operation.Outcomes.Skip(1).Select(outcome => new Move(MoveKind.Complete, operation.Actor, operation, outcome)));
        }

        if (busy.Count == 0)
        {
            return;
        }

        _moves.Add(new Move(MoveKind.WaitLittle));
        _moves.Add(new Move(MoveKind.WaitLong));
        if (_watch.IsIdle)
        {
            _moves.Add(new Move(MoveKind.Watch, _watch));
        }

        if (_scenario.ProcessesDie)
        {
            _moves.AddRange(busy.Select(actor => new Move(MoveKind.Crash, actor)));
            _moves.AddRange(busy
                .Where(actor => actor.Pending.Any(operation => operation.Deadline is not null))
                .Select(actor => new Move(MoveKind.CrashWithCallsArriving, actor)));
        }
    }

    private IEnumerable<Actor> Ordered(Actor? last) => _leaning switch
    {
        Leaning.TakeTurns => _actors.OrderBy(actor => actor.LastMoved),
        Leaning.DrainsFirst => _actors.OrderBy(actor => actor == last ? 0 : actor.Kind == ActorKind.Drain ? 1 : 2),
        _ => _actors.OrderBy(actor => actor == last ? 0 : 1),
    };

    private bool CanBegin(Actor actor) => actor.Kind switch
    {
        ActorKind.Acceptor => _scripts.TryGetValue(actor, out var script) && script.Count > 0,
        ActorKind.Drain => Queue.AnyDue,
        _ => false,
    };

    private void Make(Move move)
    {
        if (move.Actor is { } actor)
        {
            actor.LastMoved = _steps;
        }

        switch (move.Kind)
        {
            case MoveKind.Complete:
                move.Actor!.Complete(move.Operation!, move.Outcome);
                break;
            case MoveKind.Begin when move.Actor!.Kind == ActorKind.Acceptor:
                Send(move.Actor, _scripts[move.Actor].Dequeue());
                break;
            case MoveKind.Begin:
                Queue.Take();
                move.Actor!.Begin(parts => parts.Drain.DrainAsync(Site.Site, CancellationToken.None));
                break;
            case MoveKind.Watch:
                _watch.Begin(parts => parts.Watch.LookAtAsync(Site.Site, CancellationToken.None));
                break;
            case MoveKind.WaitLittle:
                Wait(LittleWhile);
                break;
            case MoveKind.WaitLong:
                Wait(LongWhile);
                break;
            default:
                Crash(move.Actor!, move.Kind == MoveKind.CrashWithCallsArriving);
                break;
        }
    }

    private void Send(Actor acceptor, WorldEvent sent)
    {
        _sent[acceptor] = sent;
        acceptor.Begin(parts => parts.Events.AcceptAsync(Site.Site, sent.Definition, sent.Payload, photo: null, CancellationToken.None));
    }

    // A call that is still under way when its time limit is over has had no answer.
    private void Wait(TimeSpan time)
    {
        var until = Clock.Now + time;
        while (Overdue(until) is { } call)
        {
            Clock.Now = call.Deadline!.Value;
            call.Actor.Complete(call, Outcome.Failed);
        }

        Clock.Now = until;
    }

    private PendingOperation? Overdue(DateTimeOffset until) =>
        _actors.SelectMany(actor => actor.Pending).Where(operation => operation.Deadline <= until).MinBy(operation => operation.Deadline);

    private void Crash(Actor actor, bool callsArrive)
    {
        _processDied = true;
        if (callsArrive)
        {
            foreach (var call in actor.Pending.Where(operation => operation.Deadline is not null).ToList())
            {
                actor.Complete(call, Outcome.AnswerLost);
            }
        }

        actor.Crash();
    }

    private void EndWork()
    {
        foreach (var actor in _actors)
        {
            if (actor.TakeEnded() is { } ended)
            {
                End(actor, ended);
            }
        }
    }

    private void End(Actor actor, Task ended)
    {
        if (ended.IsFaulted && !StorageFailed)
        {
            Break($"{actor.Name} failed though the storage did not: {ended.Exception.InnerException}");
        }
        else if (ended is Task<GatewayAnswer> { IsCompletedSuccessfully: true, Result: var answer })
        {
            _receipts.Add((_sent[actor].Definition.Name, answer.Receipt!));
        }
        else if (ended.IsFaulted && actor.Kind == ActorKind.Drain)
        {
            Queue.Add(Redelivery);
        }
        else if (ended.IsFaulted && actor.Kind == ActorKind.Acceptor)
        {
            // Answered with an error, the car park sends it again.
            Send(actor, _sent[actor]);
        }
    }

    // Whatever happened, everything that was accepted goes up: without Watch where nobody died, no storage failed and the clocks agree.
    private void Settle()
    {
        if (!_processDied && !StorageFailed && _scenario.ClocksDisagree == TimeSpan.Zero && !OutboxIsEmpty)
        {
            Break("a record sleeps, though nobody died, no storage failed, and the clocks agree");
        }

        for (var watched = 0; Violation is null && watched < MostWatches && !OutboxIsEmpty; watched++)
        {
            Clock.Now += WatchInterval;
            Make(new Move(MoveKind.Watch, _watch));
            RunUntilQuiet(Schedule.Default.Follow());
        }

        if (Violation is null)
        {
            CheckEnd();
        }
    }

    private void CheckEnd()
    {
        var rows = _log.Rows(Site.Site.Value);
        if (!OutboxIsEmpty)
        {
            Break("a record sleeps for ever");
        }

        foreach (var (kind, receipt) in _receipts)
        {
            var (_, key) = ReceiptId.Parse(receipt)!.Value;
            if (!rows.Any(row => row.Row == Rows.Event(kind, key)))
            {
                Break($"{receipt} was answered and is not in the journal");
            }
        }
    }
}
