using System.ComponentModel.DataAnnotations;

namespace HzFunctions.Functions.Uplink;

/// <summary>Questions and commands (setting section <c>DirectCalls</c>).</summary>
internal sealed class DirectCallOptions
{
    /// <summary>How long a car at the barrier waits for the city brain, in milliseconds.</summary>
    [Range(500, 20_000)]
    public int TimeLimitMilliseconds { get; set; } = 4000;

    /// <summary>How long a command waits for records of its uid that are still on their way, in milliseconds.</summary>
    [Range(0, 5000)]
    public int HeadStartMilliseconds { get; set; } = 1000;

    /// <summary><see cref="TimeLimitMilliseconds"/> as a time span.</summary>
    public TimeSpan TimeLimit => TimeSpan.FromMilliseconds(TimeLimitMilliseconds);

    /// <summary><see cref="HeadStartMilliseconds"/> as a time span.</summary>
    public TimeSpan HeadStart => TimeSpan.FromMilliseconds(HeadStartMilliseconds);
}
