using System.Buffers;
using System.Text.Json;
using HzFunctions.CityBrain;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Heartbeats;

/// <summary>
/// What comes of a heartbeat (上传场库心跳, §3.3.3) beside the answer that the car park gets: both clocks are compared with the city brain's (R71), and a
/// car park whose clock is off is told so in <c>msg</c>.
/// </summary>
internal sealed class HeartbeatDesk(
    CarParkPresences presences, HeartbeatOptions options, HeartbeatMetrics metrics, TimeProvider time, ILogger<HeartbeatDesk> logger)
{
    /// <summary>The interface.</summary>
    public const string Interface = "uploadHeartbeat";

    private const string Words = "msg";

    /// <summary>Notes a heartbeat; returns the answer that the car park gets instead of the city brain's, or null where that is fine as it is.</summary>
    public async Task<JsonElement?> AfterAsync(
        SiteId? site, InterfaceDefinition definition, string payload, CityBrainAnswer answer, CancellationToken cancellationToken)
    {
        if (site is not { } known || definition.Name != Interface)
        {
            return null;
        }

        var drift = Measure(payload, answer);
        await presences.BeatAsync(known, drift, cancellationToken).ConfigureAwait(false);
        if (drift is null)
        {
            return null;
        }

        Tell(known, drift);
        return IsTooFar(drift.CarPark) ? WithWarning(answer.Body!.Value, drift.CarPark) : null;
    }

    private ClockDrift? Measure(string payload, CityBrainAnswer answer)
    {
        if (answer.Body is not { } body || HeartbeatAnswer.Read(body).ServerTime is not { } cityBrainTime)
        {
            return null;
        }

        var now = time.GetUtcNow();
        using var document = JsonDocument.Parse(payload);
        return ChinaTime.TryParse(document.RootElement.GetProperty("data").GetProperty("uploadTime").GetString(), out var carParkTime)
            ? ClockDrift.Measure(carParkTime, cityBrainTime, now - answer.Elapsed, now)
            : null;
    }

    private void Tell(SiteId site, ClockDrift drift)
    {
        metrics.Measured(drift);
        if (IsTooFar(drift.CarPark))
        {
            metrics.CarParkDrifts();
            HeartbeatLog.CarParkDrifts(logger, site.Value, drift.CarPark.TotalSeconds);
        }

        if (IsTooFar(drift.Own))
        {
            metrics.OwnDrifts();
            HeartbeatLog.OwnDrifts(logger, drift.Own.TotalSeconds);
        }
    }

    private bool IsTooFar(TimeSpan drift) => drift.Duration() > options.DriftLimit;

    private static JsonElement WithWarning(JsonElement answer, TimeSpan drift)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, PlainText.Options))
        {
            writer.WriteStartObject();
            foreach (var member in answer.EnumerateObject().Where(member => member.Name != Words))
            {
                member.WriteTo(writer);
            }

            var said = answer.TryGetProperty(Words, out var words) && words.ValueKind == JsonValueKind.String ? words.GetString() : null;
            writer.WriteString(Words, $"{said}{(string.IsNullOrEmpty(said) ? string.Empty : "；")}{Warning(drift)}");
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static string Warning(TimeSpan drift)
    {
        var seconds = Math.Round(drift.Duration().TotalSeconds);
        return drift > TimeSpan.Zero
            ? $"本地时钟比城市大脑快 {seconds} 秒 (warning: your clock is {seconds} s ahead of the city brain's)"
            : $"本地时钟比城市大脑慢 {seconds} 秒 (warning: your clock is {seconds} s behind the city brain's)";
    }
}
