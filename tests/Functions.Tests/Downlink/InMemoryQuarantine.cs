using HzFunctions.Functions.Quarantine;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>The quarantine in memory.</summary>
internal sealed class InMemoryQuarantine : IQuarantine
{
    private readonly List<(string Queue, string Message, string Reason)> _kept = [];

    public IReadOnlyList<(string Queue, string Message, string Reason)> Kept => _kept;

    public Task KeepAsync(string queue, string message, string reason, CancellationToken cancellationToken)
    {
        _kept.Add((queue, message, reason));
        return Task.CompletedTask;
    }
}
