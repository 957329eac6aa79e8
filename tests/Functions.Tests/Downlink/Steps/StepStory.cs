using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.Tests.Downlink.Steps;

/// <summary>What a story is made of.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="HasWebhook">Whether the car park has one; else it acks in its inbox.</param>
/// <param name="AckAfter">When the car park acks, from the beginning; null: never.</param>
/// <param name="Deliveries">How often the queue delivers the message.</param>
/// <param name="Replays">How often the platform sends it again, 3 s later each.</param>
internal sealed record StoryPlan(string Name, bool HasWebhook, TimeSpan? AckAfter, int Deliveries, int Replays)
{
    public override string ToString() => Name;
}

/// <summary>
/// One message on its way: two processes that handle the queue, a car park that acks, and whatever a schedule lets happen: storage, queue, webhook
/// and city brain fail, answers are lost, processes die at every await, time passes.
/// </summary>
internal sealed class StepStory : IDisposable
{
    private const int MostMoves = 3000;
    private const int MostWatches = 40;
    private const int MostAcks = 20;

    private static readonly TimeSpan Redelivery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongWhile = TimeSpan.FromSeconds(16);

    private readonly StoryPlan _plan;
    private readonly Func<int, int, int> _choose;
    private readonly StepWorld _world;
    private readonly List<StepActor> _handlers;
    private readonly StepActor _carPark;
    private readonly List<string> _told = [];
    private readonly List<(DateTimeOffset Due, string Text)> _bridge = [];
    private readonly BridgeMessage _message;
    private DateTimeOffset? _ackDue;
    private bool _isUnsafe = true;
    private int _acks;
    private int _moves;

    /// <param name="plan">What it is about.</param>
    /// <param name="choose">Gets the number of ordinary moves and of all moves, and chooses one.</param>
    public StepStory(StoryPlan plan, Func<int, int, int> choose)
    {
        (_plan, _choose, _world) = (plan, choose, new StepWorld(plan.HasWebhook));
        _handlers = [new StepActor(_world, "handler 1"), new StepActor(_world, "handler 2")];
        _carPark = new StepActor(_world, "car park");
        _message = BridgeMessage.PayResult().ReceivedNow(_world.Clock);
        for (var replay = 0; replay <= plan.Replays; replay++)
        {
            var arrival = _message.ReceivedAt + TimeSpan.FromSeconds(3 * replay);
            _bridge.AddRange(Enumerable.Repeat((arrival, (_message with { ReceivedAt = arrival }).ToJson()), plan.Deliveries));
        }

        _ackDue = plan.AckAfter is { } after ? _message.ReceivedAt + after : null;
    }

    /// <summary>What happened.</summary>
    public IReadOnlyList<string> Told => _told;

    /// <summary>Runs to the end; returns what did not hold, or null.</summary>
    public string? Run()
    {
        RunUntilQuiet();
        _isUnsafe = false;
        for (var watched = 0; watched < MostWatches && _world.Violation is null; watched++)
        {
            Pass(TimeSpan.FromSeconds(30));
            _handlers[0].Begin(parts => parts.Watch.LookAtAsync(_world.Site, default), () => { });
            RunUntilQuiet();
        }

        CheckEnd();
        return _world.Violation;
    }

    public void Dispose() => _world.Dispose();

    private void CheckEnd()
    {
        var rows = _world.Table.Rows(_world.Site.Site.Value);
        _world.Break(_world.Heard.Count > 0 ? null : "the city brain never hears of it");
        _world.Break(rows.Any(row => row.Row.StartsWith("C|", StringComparison.Ordinal)) ? "it stays open for ever" : null);
        _world.Break(rows.Any(row => row.Row.StartsWith(DownlinkRows.DeadlinePrefix, StringComparison.Ordinal)) ? "its deadline is never over" : null);
        var isTaken = !rows.Any(row => row.Row.StartsWith("I|", StringComparison.Ordinal));
        _world.Break(isTaken || !(_plan.HasWebhook || _plan.AckAfter is not null) ? null : "the car park has it and it stays in the inbox");
        _world.Break(_world.Heard is [.., var last] && last != isTaken ? $"the last word is {last}" : null);
    }

    private void RunUntilQuiet()
    {
        while (_world.Violation is null)
        {
            var (moves, ordinary) = Moves();
            if (moves.Count == 0)
            {
                if (NextDue() is not { } due || (!_isUnsafe && due > _world.Clock.GetUtcNow() + LongWhile))
                {
                    return;
                }

                Pass(due - _world.Clock.GetUtcNow());
                continue;
            }

            var (name, make) = moves[_isUnsafe ? _choose(ordinary, moves.Count) : 0];
            _told.Add($"{_world.Clock.GetUtcNow():mm:ss} {name}");
            make();
            _world.Break(++_moves > MostMoves ? "it goes on and on" : null);
        }
    }

    private (List<(string Name, Action Make)> Moves, int Ordinary) Moves()
    {
        var moves = new List<(string, Action)>();
        var steps = _handlers.Append(_carPark).SelectMany(actor => actor.Steps).ToList();
        moves.AddRange(steps.Select(step => ($"{step}", (Action)(() => step.Actor.End(step, Ending.Done)))));
        AddBeginnings(moves);
        var ordinary = moves.Count;
        if (_isUnsafe && steps.Count > 0)
        {
            foreach (var step in steps)
            {
                moves.Add(($"{step} (failed)", () => step.Actor.End(step, Ending.Failed)));
                moves.Add(($"{step} (answer lost)", () => step.Actor.End(step, Ending.AnswerLost)));
            }

            foreach (var actor in steps.Select(step => step.Actor).Distinct())
            {
                moves.Add(($"{actor.Name} dies", actor.Die));
                moves.Add(($"{actor.Name} dies, what it sent arrives", () => DieAfterSending(actor)));
            }

            moves.Add(("time passes", () => Pass(LongWhile)));
        }

        return (moves, ordinary);
    }

    private void AddBeginnings(List<(string Name, Action Make)> moves)
    {
        var now = _world.Clock.GetUtcNow();
        foreach (var handler in _handlers.Where(handler => handler.Work is null))
        {
            if (_bridge.FindIndex(delivery => delivery.Due <= now) is >= 0 and var index)
            {
                moves.Add(($"{handler.Name}: the bridge's message", () => Deliver(handler, index)));
            }

            if (_world.Queue.Waiting.Any(message => message.Due <= now))
            {
                moves.Add(($"{handler.Name}: a message of ours", () => Handle(handler, _world.Queue.Take()!)));
            }
        }

        if (_carPark.Work is null && _ackDue <= now && _world.Table.Rows(_world.Site.Site.Value).Any(row => row.Row.StartsWith("I|", StringComparison.Ordinal)))
        {
            moves.Add(("the car park acks", Ack));
        }
    }

    private void Deliver(StepActor handler, int index)
    {
        var text = _bridge[index].Text;
        _bridge.RemoveAt(index);
        Handle(handler, text);
    }

    // What fails is delivered again, as the host does.
    private void Handle(StepActor handler, string text) => handler.Begin(
        parts => parts.Function.RunAsync(text, default), () => _bridge.Add((_world.Clock.GetUtcNow() + Redelivery, text)));

    private void Ack()
    {
        _world.CarParkHas = true;
        _ackDue = null;
        _carPark.Begin(
            parts => parts.Acks.TakeAsync(_message.Key(_world.Site.Site), new DownlinkAck(true, null, DownlinkAck.ByInbox), default),
            () => _ackDue = ++_acks < MostAcks ? _world.Clock.GetUtcNow() + TimeSpan.FromSeconds(2) : null);
    }

    private static void DieAfterSending(StepActor actor)
    {
        foreach (var call in actor.Steps.Where(step => step.Deadline is not null).ToList())
        {
            call.End(Ending.AnswerLost);
        }

        actor.Die();
    }

    private DateTimeOffset? NextDue()
    {
        var due = _bridge.Select(delivery => delivery.Due).Concat(_world.Queue.Waiting.Select(message => message.Due)).ToList();
        if (_ackDue is { } ack && ack > _world.Clock.GetUtcNow())
        {
            due.Add(ack);
        }

        return due.Count > 0 ? due.Min() : null;
    }

    // A call that is under way when its time is over has had no answer.
    private void Pass(TimeSpan time)
    {
        var until = _world.Clock.GetUtcNow() + time;
        while (_handlers.Append(_carPark).SelectMany(actor => actor.Steps).Where(step => step.Deadline <= until).MinBy(step => step.Deadline) is { } overdue)
        {
            if (overdue.Deadline > _world.Clock.GetUtcNow())
            {
                _world.Clock.SetUtcNow(overdue.Deadline!.Value);
            }

            overdue.Actor.End(overdue, Ending.Failed);
        }

        if (until > _world.Clock.GetUtcNow())
        {
            _world.Clock.SetUtcNow(until);
        }
    }
}
