using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>A call of the city brain.</summary>
/// <param name="Number">Its place in the order in which calls began.</param>
/// <param name="Row">The outbox row that it is for.</param>
/// <param name="Payload">What it carries.</param>
internal sealed record CityBrainCall(int Number, OutboxRow Row, string Payload);

/// <summary>What the city brain has accepted, in its order.</summary>
internal sealed class CityBrainModel
{
    private readonly List<CityBrainCall> _accepted = [];
    private int _calls;

    /// <summary>How many calls have begun.</summary>
    public int Begun => _calls;

    public CityBrainCall Begin(OutboxRow row, string payload) => new(_calls++, row, payload);

    public void Accept(CityBrainCall call) => _accepted.Add(call);

    /// <summary>The last that was accepted of a record, or null.</summary>
    public CityBrainCall? LastOf(string kind, string key) => _accepted.FindLast(call => call.Row.Kind == kind && call.Row.Key == key);

    /// <summary>The key of the newest parking state that was accepted, or null.</summary>
    public string? NewestState => _accepted.Where(call => call.Row.Kind == RecordKind.ParkingState).Max(call => call.Row.Key);
}
