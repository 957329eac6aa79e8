namespace HzFunctions.Local.FunctionsHost.Durable.Bindings;

/// <summary>Where the engine listens.</summary>
/// <param name="Rpc">The gRPC listener.</param>
/// <param name="Management">The base of the HTTP management API.</param>
/// <param name="SystemKey">The key that the management API wants; secret.</param>
internal sealed record DurableAddresses(Uri Rpc, Uri Management, string SystemKey);
