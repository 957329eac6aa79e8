using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>A call of the city brain.</summary>
/// <param name="Number">Its place in the order in which calls began.</param>
/// <param name="Actor">Who called.</param>
/// <param name="Row">The outbox row that it is for.</param>
/// <param name="Payload">What it carries.</param>
internal sealed record CityBrainCall(int Number, Actor Actor, OutboxRow Row, string Payload);

/// <summary>What the city brain has accepted, in its order, and who is calling it.</summary>
internal sealed class CityBrainModel
{
    private readonly List<CityBrainCall> _accepted = [];
    private readonly List<CityBrainCall> _underWay = [];

    /// <summary>How many calls have begun.</summary>
    public int Begun { get; private set; }

    /// <summary>The key of the newest parking state that was accepted, or null.</summary>
    public string? NewestState => _accepted.Where(call => call.Row.Kind == RecordKind.ParkingState).Max(call => call.Row.Key);

    public CityBrainCall Begin(Actor actor, OutboxRow row, string payload)
    {
        var call = new CityBrainCall(Begun++, actor, row, payload);
        _underWay.Add(call);
        return call;
    }

    public void End(CityBrainCall call, bool accepted)
    {
        _underWay.Remove(call);
        if (accepted)
        {
            _accepted.Add(call);
        }
    }

    /// <summary>The calls of a process that died have no end.</summary>
    public void Forget(Actor actor) => _underWay.RemoveAll(call => call.Actor == actor);

    /// <summary>True while anyone else calls.</summary>
    public bool IsCalledBesides(Actor actor) => _underWay.Exists(call => call.Actor != actor);

    /// <summary>The last that was accepted of a record, or null.</summary>
    public CityBrainCall? LastOf(string kind, string key) => _accepted.FindLast(call => call.Row.Kind == kind && call.Row.Key == key);
}
