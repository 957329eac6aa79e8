using System.ComponentModel.DataAnnotations;

namespace HzFunctions.Functions.Heartbeats;

/// <summary>Heartbeats (setting section <c>Heartbeats</c>).</summary>
internal sealed class HeartbeatOptions
{
    /// <summary>How far a clock may be from the city brain's before somebody is warned, in seconds (R71).</summary>
    [Range(1, 3600)]
    public int DriftLimitSeconds { get; set; } = 60;

    /// <summary>How long a car park may be silent before it counts as offline, in minutes: two heartbeats (R70) and a half.</summary>
    [Range(2, 24 * 60)]
    public int OfflineAfterMinutes { get; set; } = 25;

    /// <summary><see cref="DriftLimitSeconds"/> as a time span.</summary>
    public TimeSpan DriftLimit => TimeSpan.FromSeconds(DriftLimitSeconds);

    /// <summary><see cref="OfflineAfterMinutes"/> as a time span.</summary>
    public TimeSpan OfflineAfter => TimeSpan.FromMinutes(OfflineAfterMinutes);
}
