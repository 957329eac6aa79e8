using System.Text.Json;

namespace HzFunctions.CityBrain.Client;

/// <summary>The city brain's clock (§3.3.3 uploadHeartbeat).</summary>
/// <param name="ServerTime">服务器当前时钟: UTC+8; null when it was not sent or is no time.</param>
public sealed record HeartbeatAnswer(DateTimeOffset? ServerTime)
{
    /// <summary>Reads an answer.</summary>
    public static HeartbeatAnswer Read(JsonElement body) => new(body.Time("srvTime"));
}
