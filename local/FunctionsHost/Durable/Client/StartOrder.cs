namespace HzFunctions.Local.FunctionsHost.Durable.Client;

/// <summary>What a client wants started. An empty id gets one; the input is JSON text.</summary>
internal sealed record StartOrder(string InstanceId, string Name, string? Input, string? Version = null, DateTimeOffset? StartAt = null);
