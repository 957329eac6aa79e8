using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>What an actor is for.</summary>
internal enum ActorKind
{
    /// <summary>Accepts the events of a script, one after the other.</summary>
    Acceptor,

    /// <summary>Drains when a bell rings.</summary>
    Drain,

    /// <summary>Looks at the site and rings.</summary>
    Watch,
}

/// <summary>A process of the handler, doing one thing at a time. When it crashes, what it awaits never comes.</summary>
internal sealed class Actor(World world, string name, ActorKind kind, TimeSpan skew = default)
{
    private readonly List<PendingOperation> _pending = [];
    private HandlerParts? _parts;

    public string Name => name;

    public ActorKind Kind => kind;

    /// <summary>What it is at, or null when it is idle.</summary>
    public Task? Work { get; private set; }

    public bool IsIdle => Work is null;

    /// <summary>What it awaits.</summary>
    public IReadOnlyList<PendingOperation> Pending => _pending;

    /// <summary>The calls of the city brain among them.</summary>
    public IEnumerable<PendingOperation> Calls => _pending.Where(operation => operation.Deadline is not null);

    /// <summary>What an acceptor will be sent.</summary>
    public Queue<CarParkEvent> Script { get; } = [];

    /// <summary>What an acceptor was sent last.</summary>
    public CarParkEvent? Sent { get; set; }

    /// <summary>The outbox as a drain last read it whole.</summary>
    public IReadOnlyList<OutboxRow> Window { get; set; } = [];

    /// <summary>The step at which it moved last.</summary>
    public int LastMoved { get; set; }

    public void Begin(Func<HandlerParts, Task> work) => Work = work(_parts ??= world.Assemble(this, skew));

    /// <summary>Awaits an operation: where the world takes over.</summary>
    public Task<T> AwaitAsync<T>(PendingOperation<T> operation)
    {
        world.CheckThread();
        _pending.Add(operation);
        return operation.Task;
    }

    public void Complete(PendingOperation operation, Outcome outcome)
    {
        _pending.Remove(operation);
        operation.Complete(outcome);
    }

    /// <summary>Takes the work that has ended, or null when there is none.</summary>
    public Task? TakeEnded()
    {
        if (Work is not { IsCompleted: true } ended)
        {
            return null;
        }

        Work = null;
        return ended;
    }

    /// <summary>Kills the process; a new one is at once in its place.</summary>
    public void Crash()
    {
        world.CityBrain.Forget(this);
        _pending.Clear();
        _parts = null;
        Work = null;
        Window = [];
    }
}
