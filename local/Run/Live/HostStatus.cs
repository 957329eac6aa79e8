namespace HzFunctions.Local.Run.Live;

/// <summary>What the local Functions host tells of itself.</summary>
internal sealed record HostStatus(HandlerStatus Handler);
