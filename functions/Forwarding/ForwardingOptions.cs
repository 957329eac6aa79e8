using System.ComponentModel.DataAnnotations;

namespace HzFunctions.Functions.Forwarding;

/// <summary>How the outbox is drained (setting section <c>Forwarding</c>).</summary>
internal sealed class ForwardingOptions
{
    /// <summary>How long the city brain may take for one record, in seconds; the lease of 15 s must cover it with 5 s to spare.</summary>
    [Range(1, 9)]
    public int CallSeconds { get; set; } = 8;

    /// <summary>Calls at the same time for one site; each is for another uid.</summary>
    [Range(1, 64)]
    public int CallsAtOnce { get; set; } = 16;

    /// <summary>How many hours a record that the city brain answers with an error is tried before it is a dead letter.</summary>
    [Range(1, 168)]
    public int RecordPatienceHours { get; set; } = 24;

    /// <summary>How many days a record waits for a city brain that does not answer at all before it is a dead letter.</summary>
    [Range(1, 30)]
    public int UnreachablePatienceDays { get; set; } = 7;

    /// <summary><see cref="CallSeconds"/> as a time span.</summary>
    public TimeSpan CallTimeLimit => TimeSpan.FromSeconds(CallSeconds);

    /// <summary><see cref="RecordPatienceHours"/> as a time span.</summary>
    public TimeSpan RecordPatience => TimeSpan.FromHours(RecordPatienceHours);

    /// <summary><see cref="UnreachablePatienceDays"/> as a time span.</summary>
    public TimeSpan UnreachablePatience => TimeSpan.FromDays(UnreachablePatienceDays);
}
