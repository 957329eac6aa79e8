namespace HzFunctions.Functions.Quarantine;

/// <summary>Keeps messages that no function could handle.</summary>
internal interface IQuarantine
{
    /// <summary>Keeps a message, with the reason, until operations put it back. The same message twice is kept once.</summary>
    Task KeepAsync(string queue, string message, string reason, CancellationToken cancellationToken);

    /// <summary>What is kept, the first 500 by queue.</summary>
    Task<IReadOnlyList<KeptMessage>> ListAsync(CancellationToken cancellationToken);

    /// <summary>One message, or null when nothing of that name is kept.</summary>
    Task<QuarantinedMessage?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Puts a message back into its queue and forgets it. False: nothing of that name is kept.</summary>
    Task<bool> PutBackAsync(string name, Func<QuarantinedMessage, Task> send, CancellationToken cancellationToken);

    /// <summary>Forgets a message. False: nothing of that name is kept.</summary>
    Task<bool> DiscardAsync(string name, CancellationToken cancellationToken);
}
