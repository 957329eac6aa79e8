using HzFunctions.Functions.CityBrainGateway;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>One run of a scenario: two processes that drain, those that accept, Watch, and whatever a schedule lets happen.</summary>
internal sealed class Simulation
{
    private const int MostSteps = 3000;
    private const int MostWatches = 60;

    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Redelivery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LittleWhile = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan LongWhile = TimeSpan.FromSeconds(17);

    private readonly Scenario _scenario;
    private readonly Action<string>? _trace;
    private readonly World _world;
    private readonly Actor _watch;
    private readonly List<Actor> _actors = [];
    private readonly MoveFinder _finder;
    private readonly FinalInvariants _final = new();
    private bool _processDied;
    private int _steps;

    public Simulation(Scenario scenario, Leaning leaning, Action<string>? trace = null)
    {
        (_scenario, _trace, _world) = (scenario, trace, new World(scenario));
        _watch = new Actor(_world, "watch", ActorKind.Watch);
        _actors.AddRange(scenario.Acceptors.Select((_, number) =>
            new Actor(_world, $"acceptor {number + 1}", ActorKind.Acceptor, TimeSpan.FromMilliseconds(number * 300))));
        _actors.Add(new Actor(_world, "drain 1", ActorKind.Drain, scenario.ClocksDisagree));
        _actors.Add(new Actor(_world, "drain 2", ActorKind.Drain, -scenario.ClocksDisagree));
        _actors.Add(_watch);
        _finder = new MoveFinder(_world, scenario, leaning, _actors, _watch);
    }

    /// <summary>Runs everything, to the end; returns what did not hold, or null.</summary>
    public string? Run(IChooser chooser)
    {
        Prepare();
        _world.IsUnsafe = true;
        RunUntilQuiet(chooser);
        _world.IsUnsafe = false;
        Settle();
        return _world.Violation;
    }

    private void Prepare()
    {
        if (_scenario.Before.Count > 0)
        {
            _scenario.Before.ToList().ForEach(_actors[0].Script.Enqueue);
            RunUntilQuiet(Schedule.Default.Follow());
            _world.Clock.Now += TimeSpan.FromMinutes(11);
        }

        for (var number = 0; number < _scenario.Acceptors.Count; number++)
        {
            _scenario.Acceptors[number].ToList().ForEach(_actors[number].Script.Enqueue);
        }
    }

    private void RunUntilQuiet(IChooser chooser)
    {
        Actor? last = null;
        while (_world.Violation is null)
        {
            var moves = _finder.Find(last);
            if (moves.Count > 0)
            {
                var move = moves[chooser.Choose(moves)];
                _trace?.Invoke($"{_world.Clock.Now:mm:ss.f} {move}");
                Make(move);
                last = move.Actor ?? last;
            }
            else if (_world.Queue.Count > 0)
            {
                _world.Clock.Now = _world.Queue.NextDue;
            }
            else
            {
                return;
            }
        }
    }

    private void Make(Move move)
    {
        _world.Break(++_steps > MostSteps ? "it goes on and on" : null);
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
                Send(move.Actor, move.Actor.Script.Dequeue());
                break;
            case MoveKind.Begin:
                _world.Queue.Take();
                move.Actor!.Begin(parts => parts.Drain.DrainAsync(World.Site.Site, CancellationToken.None));
                break;
            case MoveKind.Watch:
                _watch.Begin(parts => parts.Watch.LookAtAsync(World.Site.Site, CancellationToken.None));
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

        EndWork();
    }

    private static void Send(Actor acceptor, CarParkEvent sent)
    {
        acceptor.Sent = sent;
        acceptor.Begin(parts => parts.Events.AcceptAsync(World.Site.Site, sent.Definition, sent.Payload, photo: null, CancellationToken.None));
    }

    // A call that is still under way when its time limit is over has had no answer.
    private void Wait(TimeSpan time)
    {
        var until = _world.Clock.Now + time;
        while (_actors.SelectMany(actor => actor.Calls).Where(call => call.Deadline <= until).MinBy(call => call.Deadline) is { } overdue)
        {
            _world.Clock.Now = overdue.Deadline!.Value;
            overdue.Actor.Complete(overdue, Outcome.Failed);
        }

        _world.Clock.Now = until;
    }

    private void Crash(Actor actor, bool callsArrive)
    {
        _processDied = true;
        if (callsArrive)
        {
            actor.Calls.ToList().ForEach(call => actor.Complete(call, Outcome.AnswerLost));
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
        if (ended.IsFaulted && !_world.StorageFailed)
        {
            _world.Break($"{actor.Name} failed though the storage did not: {ended.Exception.InnerException}");
        }
        else if (ended.IsFaulted && actor.Kind == ActorKind.Drain)
        {
            _world.Queue.Add(Redelivery);
        }
        else if (ended.IsFaulted && actor.Kind == ActorKind.Acceptor)
        {
            // Answered with an error, the car park sends it again.
            Send(actor, actor.Sent!);
        }
        else if (ended is Task<GatewayAnswer>)
        {
            _final.Answered(actor.Sent!);
        }
    }

    // Whatever happened, everything that was accepted goes up: without Watch where nobody died, no storage failed and the clocks agree.
    private void Settle()
    {
        if (!_processDied && !_world.StorageFailed && _scenario.ClocksDisagree == TimeSpan.Zero && !_world.OutboxIsEmpty)
        {
            _world.Break("a record sleeps, though nobody died, no storage failed, and the clocks agree");
        }

        for (var watched = 0; _world.Violation is null && watched < MostWatches && !_world.OutboxIsEmpty; watched++)
        {
            _world.Clock.Now += WatchInterval;
            Make(new Move(MoveKind.Watch, _watch));
            RunUntilQuiet(Schedule.Default.Follow());
        }

        _world.Break(_world.OutboxIsEmpty ? null : "a record sleeps for ever");
        _world.CheckJournal();
        _world.Break(_final.Broken(_world.Log));
    }
}
