namespace HzFunctions.Local.Run.Setup;

/// <summary>One access of the local city and its keys.</summary>
/// <param name="AccessID">Its number, towards the city brain and from its clients alike.</param>
/// <param name="Upstream">With which the gateway speaks to the city brain.</param>
/// <param name="Client">With which the operator's own clients speak to the gateway in the wire form.</param>
internal sealed record AccessPlan(string AccessID, KeyFiles Upstream, KeyFiles Client);
