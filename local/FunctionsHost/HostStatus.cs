namespace HzFunctions.Local.FunctionsHost;

/// <summary>What <c>GET /admin/host/status</c> tells.</summary>
/// <param name="State">"Running".</param>
/// <param name="Version">The version of the Functions host whose behaviour this one copies.</param>
/// <param name="ProcessId">The host's own process.</param>
/// <param name="Handler">The handler's.</param>
/// <param name="Functions">The functions that are not disabled.</param>
internal sealed record HostStatus(string State, string Version, int ProcessId, HandlerStatus Handler, IReadOnlyList<string> Functions);
