namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>Finds what may happen next; first what the leaning would have, last what is extraordinary.</summary>
internal sealed class MoveFinder(World world, Scenario scenario, Leaning leaning, IReadOnlyList<Actor> actors, Actor watch)
{
    private readonly List<Move> _moves = [];

    public IReadOnlyList<Move> Find(Actor? last)
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

        if (world.IsUnsafe)
        {
            AddExtraordinary(actors.Where(actor => actor.Pending.Count > 0).ToList());
        }

        return _moves;
    }

    private IEnumerable<Actor> Ordered(Actor? last) => leaning switch
    {
        Leaning.TakeTurns => actors.OrderBy(actor => actor.LastMoved),
        Leaning.DrainsFirst => actors.OrderBy(actor => actor == last ? 0 : actor.Kind == ActorKind.Drain ? 1 : 2),
        _ => actors.OrderBy(actor => actor == last ? 0 : 1),
    };

    private bool CanBegin(Actor actor) => actor.Kind switch
    {
        ActorKind.Acceptor => actor.Script.Count > 0,
        ActorKind.Drain => world.Queue.AnyDue,
        _ => false,
    };

    private void AddExtraordinary(List<Actor> busy)
    {
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
        if (watch.IsIdle)
        {
            _moves.Add(new Move(MoveKind.Watch, watch));
        }

        if (scenario.ProcessesDie)
        {
            _moves.AddRange(busy.Select(actor => new Move(MoveKind.Crash, actor)));
            _moves.AddRange(busy.Where(actor => actor.Calls.Any()).Select(actor => new Move(MoveKind.CrashWithCallsArriving, actor)));
        }
    }
}
