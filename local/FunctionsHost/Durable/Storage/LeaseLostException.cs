namespace HzFunctions.Local.FunctionsHost.Durable.Storage;

/// <summary>Another host works on the task hub: this one must not write to it any more.</summary>
public sealed class LeaseLostException(string message, Exception cause) : Exception(message, cause);
