namespace HzFunctions.Local.Run.Setup;

/// <summary>What <c>GET /ops/status</c> tells.</summary>
internal sealed record OperationsStatus(IReadOnlyList<OperationsSite> Sites);
