using System.Text.Json.Serialization;

namespace HzFunctions.MqttBridge.Health;

/// <summary>
/// The container's probes. <c>/health/live</c>: the process does its rounds. <c>/health/ready</c>: it has reached its storage once. A
/// stand-by is ready, else a rolling update would never finish; a broker that is away is told, but makes nothing unready.
/// </summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan AliveWithin = TimeSpan.FromSeconds(90);

    public static void MapHealth(this WebApplication app)
    {
        var state = app.Services.GetRequiredService<BridgeState>();
        app.MapGet("/health/live", () => Answer(state, state.SinceBeat < AliveWithin));
        app.MapGet("/health/ready", () => Answer(state, state.Role != BridgeRole.Starting));
    }

    private static IResult Answer(BridgeState state, bool isWell) => Results.Json(
        new HealthBody(state.Role.ToString(), state.Accesses, state.ConnectedAccesses),
        HealthJson.Default.HealthBody,
        statusCode: isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}

/// <summary>The answer of a probe.</summary>
/// <param name="Role">Starting, StandBy or Leader.</param>
/// <param name="Accesses">How many accesses this replica serves.</param>
/// <param name="Connected">How many of them are connected.</param>
internal sealed record HealthBody(string Role, int Accesses, int Connected);

/// <summary>Source-generated serialization.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthBody))]
internal sealed partial class HealthJson : JsonSerializerContext;
