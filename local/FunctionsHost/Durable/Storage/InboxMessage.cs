namespace HzFunctions.Local.FunctionsHost.Durable.Storage;

/// <summary>A message that was accepted for an instance, and its place in the order.</summary>
internal sealed record InboxMessage(long Sequence, StoredMessage Content);
