using System.ComponentModel.DataAnnotations;

namespace HzFunctions.Functions.Forwarding;

/// <summary>How the outbox is drained (setting section <c>Forwarding</c>).</summary>
internal sealed class ForwardingOptions
{
    /// <summary>How long the city brain may take for one record. At most 9 s, so that a call fits well within the lease.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:09")]
    public TimeSpan CallTimeLimit { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>Calls at the same time for one site; each is for another uid.</summary>
    [Range(1, 64)]
    public int CallsAtOnce { get; set; } = 16;

    /// <summary>How long a record that the city brain answers with an error may be tried before it is a dead letter.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan RecordPatience { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a record may wait for a city brain that does not answer at all before it is a dead letter.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan UnreachablePatience { get; set; } = TimeSpan.FromDays(7);
}
