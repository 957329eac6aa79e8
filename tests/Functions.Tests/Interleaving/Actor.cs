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
internal sealed class Actor(World world, string name, ActorKind kind, TimeSpan skew)
{
    private readonly List<PendingOperation> _pending = [];
    private HandlerParts? _parts;

    public string Name => name;

    public ActorKind Kind => kind;

    /// <summary>The process: its parts, its clock.</summary>
    public HandlerParts Parts => _parts ??= world.Assemble(this, skew);

    /// <summary>What it is at, or null when it is idle.</summary>
    public Task? Work { get; private set; }

    /// <summary>What it awaits.</summary>
    public IReadOnlyList<PendingOperation> Pending => _pending;

    /// <summary>The outbox as it last read it whole.</summary>
    public IReadOnlyList<OutboxRow> Window { get; set; } = [];

    public bool IsIdle => Work is null;

    /// <summary>The step at which it moved last.</summary>
    public int LastMoved { get; set; }

    public void Begin(Func<HandlerParts, Task> work) => Work = work(Parts);

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
        _pending.Clear();
        Work = null;
        _parts = null;
        Window = [];
    }
}
