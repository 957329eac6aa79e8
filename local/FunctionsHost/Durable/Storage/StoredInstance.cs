namespace HzFunctions.Local.FunctionsHost.Durable.Storage;

/// <summary>What the history table holds of an instance.</summary>
/// <param name="Turns">The committed turns of the execution that runs, in order.</param>
/// <param name="Messages">The messages that are not dealt with, in order.</param>
/// <param name="LastSequence">The greatest number that a message was given.</param>
internal sealed record StoredInstance(IReadOnlyList<StoredTurn> Turns, IReadOnlyList<InboxMessage> Messages, long LastSequence);
