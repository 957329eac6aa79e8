using System.Security.Cryptography;
using System.Text;
using HzFunctions.Functions.Quarantine;

namespace HzFunctions.Functions.Tests.Downlink;

/// <summary>The quarantine in memory.</summary>
internal sealed class InMemoryQuarantine : IQuarantine
{
    private readonly List<(string Queue, string Message, string Reason)> _kept = [];

    public IReadOnlyList<(string Queue, string Message, string Reason)> Kept => _kept;

    /// <summary>Set to make everything fail.</summary>
    public bool IsAway { get; set; }

    public Task KeepAsync(string queue, string message, string reason, CancellationToken cancellationToken)
    {
        _kept.Add((queue, message, reason));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<KeptMessage>> ListAsync(CancellationToken cancellationToken) => IsAway
        ? throw new IOException("The container is away.")
        : Task.FromResult<IReadOnlyList<KeptMessage>>([.. _kept.Select(kept => new KeptMessage(NameOf(kept), kept.Queue, TimeProvider.System.GetUtcNow()))]);

    public Task<QuarantinedMessage?> FindAsync(string name, CancellationToken cancellationToken) => Task.FromResult(_kept
        .Where(kept => NameOf(kept) == name)
        .Select(kept => new QuarantinedMessage(kept.Queue, kept.Message, kept.Reason, TimeProvider.System.GetUtcNow()))
        .FirstOrDefault());

    public async Task<bool> PutBackAsync(string name, Func<QuarantinedMessage, Task> send, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is not { } message)
        {
            return false;
        }

        await send(message);
        return await DiscardAsync(name, cancellationToken);
    }

    public Task<bool> DiscardAsync(string name, CancellationToken cancellationToken) => Task.FromResult(_kept.RemoveAll(kept => NameOf(kept) == name) > 0);

    private static string NameOf((string Queue, string Message, string Reason) kept) =>
        $"{kept.Queue}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(kept.Message)))}.json";
}
