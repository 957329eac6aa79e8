namespace HzFunctions.Local.Run.Setup;

/// <summary>One access of the local city and its keys.</summary>
/// <param name="AccessID">Its number, towards the city brain and from its clients alike.</param>
/// <param name="Upstream">With which the gateway speaks to the city brain.</param>
/// <param name="Client">With which the operator's own clients speak to the gateway in the wire form.</param>
/// <param name="Platform">With which the city brain seals what it sends down to this access.</param>
/// <param name="MqttPasswordFile">The password for the broker.</param>
/// <param name="HasOwnConnection">Whether a client of its own takes what comes down, and not the bridge.</param>
internal sealed record AccessPlan(
    string AccessID, KeyFiles Upstream, KeyFiles Client, KeyFiles Platform, string MqttPasswordFile, bool HasOwnConnection);
