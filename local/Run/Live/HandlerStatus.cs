namespace HzFunctions.Local.Run.Live;

/// <summary>What the local Functions host tells of the handler process.</summary>
internal sealed record HandlerStatus(int? ProcessId);
