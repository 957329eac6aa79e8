using System.Text.Json;
using System.Text.Json.Serialization;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Uplink;

namespace HzFunctions.Functions.Health;

/// <summary>
/// <c>GET /health</c>: this process is alive. <c>GET /health/ready</c>: it can also do its work; that the city brain is away is told but
/// does not make it unready, since events are accepted all the same.
/// </summary>
internal sealed class HealthFunction(SiteDirectory directory, AccessConnections connections, CityBrainPulse pulse)
{
    /// <summary>Serves <c>/health/{*path}</c>.</summary>
    public async Task RunAsync(HttpContext context, string path)
    {
        var (status, body) = path switch
        {
            "" => (StatusCodes.Status200OK, new HealthBody("alive", null, null, null)),
            "ready" => await ReadyAsync(context.RequestAborted).ConfigureAwait(false),
            _ => (StatusCodes.Status404NotFound, new HealthBody("unknown path", null, null, null)),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(context.Response.Body, body, HealthJson.Default.HealthBody, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task<(int Status, HealthBody Body)> ReadyAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<SiteEntry> sites;
        try
        {
            sites = await directory.AllAsync(cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the storage's fault is, the answer is that it cannot be reached.
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return (StatusCodes.Status503ServiceUnavailable, new HealthBody("not ready", "unreachable", null, null));
        }

        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var accessId in sites.Select(site => site.AccessId).Distinct())
        {
            keys[accessId] = await KeyStateAsync(accessId, cancellationToken).ConfigureAwait(false);
        }

        var ready = keys.Values.All(state => state == Proven);
        var beats = pulse.Beats.ToDictionary(
            beat => beat.Key, beat => new LastAnswer(beat.Value.Answers, beat.Value.Since, beat.Value.At), StringComparer.Ordinal);
        return (
            ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
            new HealthBody(ready ? "ready" : "not ready", "reachable", keys, beats));
    }

    private const string Proven = "proven";

    private async Task<string> KeyStateAsync(string accessId, CancellationToken cancellationToken)
    {
        try
        {
            await connections.GetAsync(accessId, cancellationToken).ConfigureAwait(false);
            return Proven;
        }
        catch (KeyUnavailableException fault)
        {
            return $"unavailable: {fault.Message}";
        }
        catch (InvalidKeyException fault)
        {
            return $"unusable: {fault.Message}";
        }
    }
}

/// <summary>The answer.</summary>
/// <param name="Status">alive, ready or not ready.</param>
/// <param name="Storage">reachable or unreachable.</param>
/// <param name="Keys">Per access: proven, or unavailable at present, or unusable, and why.</param>
/// <param name="CityBrain">Per access that this process has called: how the last call ended.</param>
internal sealed record HealthBody(
    string Status, string? Storage, IReadOnlyDictionary<string, string>? Keys, IReadOnlyDictionary<string, LastAnswer>? CityBrain);

/// <summary>How the last call of the city brain ended.</summary>
internal sealed record LastAnswer(bool Answered, DateTimeOffset Since, DateTimeOffset At);

/// <summary>Source-generated serialization.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HealthBody))]
internal sealed partial class HealthJson : JsonSerializerContext;
