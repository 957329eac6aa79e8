using System.ComponentModel.DataAnnotations;

namespace HzFunctions.MqttBridge;

/// <summary>How the bridge works (setting section <c>Bridge</c>).</summary>
internal sealed class BridgeOptions
{
    /// <summary>How often the directory is read, in seconds: a new or changed access is seen within this time.</summary>
    [Range(1, 60)]
    public int DirectorySeconds { get; set; } = 20;

    /// <summary>
    /// How many messages of one connection may be received and not yet acknowledged here. Brokers stop at a number of their own
    /// (mosquitto at 20), so more than that is never used.
    /// </summary>
    [Range(1, 1000)]
    public int InFlight { get; set; } = 16;

    /// <summary>The largest message that is passed on, in bytes: what it opens to must fit into a queue message of 64 KB.</summary>
    [Range(1024, 40 * 1024)]
    public int LargestPayload { get; set; } = 40 * 1024;

    /// <summary>How long a message may wait for a storage that does not take it, in seconds; then the bridge disconnects.</summary>
    [Range(1, 300)]
    public int EnqueueSeconds { get; set; } = 30;

    /// <summary>The longest wait between two attempts to connect, in seconds.</summary>
    [Range(1, 900)]
    public int LongestBackOffSeconds { get; set; } = 60;

    /// <summary>A PEM file with the authorities that brokers' certificates may come from; none: the system's.</summary>
    public string? TrustedCertificatesFile { get; set; }

    /// <summary><see cref="DirectorySeconds"/> as a time span.</summary>
    public TimeSpan DirectoryInterval => TimeSpan.FromSeconds(DirectorySeconds);

    /// <summary><see cref="EnqueueSeconds"/> as a time span.</summary>
    public TimeSpan EnqueueLimit => TimeSpan.FromSeconds(EnqueueSeconds);

    /// <summary><see cref="LongestBackOffSeconds"/> as a time span.</summary>
    public TimeSpan LongestBackOff => TimeSpan.FromSeconds(LongestBackOffSeconds);
}
