using HzFunctions.Functions.Reconciliation;

namespace HzFunctions.Functions.Tests.Reconciliation;

/// <summary>The queue of commands in memory.</summary>
internal sealed class InMemoryReconciliationQueue : IReconciliationQueue
{
    private readonly Queue<string> _texts = new();

    /// <summary>Set to make sending fail.</summary>
    public bool IsAway { get; set; }

    public Task SendAsync(string text, CancellationToken cancellationToken)
    {
        if (IsAway)
        {
            throw new IOException("The queue is away.");
        }

        _texts.Enqueue(text);
        return Task.CompletedTask;
    }

    public string? Take() => _texts.TryDequeue(out var text) ? text : null;
}
