using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>What is sent while the schedules of one exploration unfold.</summary>
internal sealed record Scenario(string Name)
{
    /// <summary>Sent, accepted and forwarded eleven minutes before everything else.</summary>
    public IReadOnlyList<CarParkEvent> Before { get; init; } = [];

    /// <summary>What each acceptor is sent, one event after the other.</summary>
    public required IReadOnlyList<IReadOnlyList<CarParkEvent>> Acceptors { get; init; }

    /// <summary>Whether the city brain may refuse, fail, or not answer.</summary>
    public bool CityBrainFails { get; init; }

    /// <summary>Whether processes may die.</summary>
    public bool ProcessesDie { get; init; }

    /// <summary>How far one drain's clock is ahead of the storage service's, and the other's behind it.</summary>
    public TimeSpan ClocksDisagree { get; init; }

    /// <summary>Whether the storage may fail, or answer so late that the client library asks twice.</summary>
    public bool StorageFails { get; init; }

    /// <summary>A fault that is put in on purpose.</summary>
    public Sabotage Sabotage { get; init; }

    /// <summary>Every event, in no order.</summary>
    public IEnumerable<CarParkEvent> Events => Before.Concat(Acceptors.SelectMany(script => script));

    /// <summary>The key of the record that a payload belongs to.</summary>
    public string KeyOf(string payload) => Events.First(sent => sent.Payload == payload).Record.Key;

    public override string ToString() => Name;
}
