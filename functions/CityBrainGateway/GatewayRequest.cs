using System.Text.Json;

namespace HzFunctions.Functions.CityBrainGateway;

/// <summary>A call of a proven caller, not yet validated.</summary>
/// <param name="Caller">Who calls.</param>
/// <param name="Data">The object under <c>data</c>.</param>
/// <param name="File">The photo in Base64, or null when none came.</param>
internal sealed record GatewayRequest(Caller Caller, JsonElement Data, string? File);
