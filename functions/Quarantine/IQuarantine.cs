namespace HzFunctions.Functions.Quarantine;

/// <summary>Keeps messages that no function could handle.</summary>
internal interface IQuarantine
{
    /// <summary>Keeps a message, with the reason, until operations put it back. The same message twice is kept once.</summary>
    Task KeepAsync(string queue, string message, string reason, CancellationToken cancellationToken);
}
