namespace HzFunctions.Functions.Operations;

/// <summary>An operator's request that cannot be carried out as it is; the message says why.</summary>
internal sealed class BadOperationException(string message) : Exception(message);
