using System.ComponentModel.DataAnnotations;

namespace HzFunctions.Functions.Uplink;

/// <summary>Questions and commands (setting section <c>DirectCalls</c>).</summary>
internal sealed class DirectCallOptions
{
    /// <summary>How long a car at the barrier waits for the city brain.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:00:20")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a command waits for records of its uid that are still on their way.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan HeadStart { get; set; } = TimeSpan.FromSeconds(1);
}
