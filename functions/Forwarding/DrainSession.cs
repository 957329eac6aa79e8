using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Forwarding;

/// <summary>What the lanes of one drain share.</summary>
internal sealed class DrainSession(SiteId site, string accessId, SiteLease lease, AccessStanding standing, int callsAtOnce, Func<bool> timeIsOver)
    : IDisposable
{
    public SiteId Site => site;

    public string AccessId => accessId;

    public SiteLease Lease => lease;

    /// <summary>The access's standing as this drain knows it.</summary>
    public AccessStanding Standing { get; set; } = standing;

    /// <summary>Bounds the calls at the same time.</summary>
    public SemaphoreSlim Calls { get; } = new(callsAtOnce, callsAtOnce);

    /// <summary>One lane at a time may change the standing.</summary>
    public OneAtATime StandingChanges { get; } = new();

    /// <summary>Set when the city brain did not answer: the site backs off.</summary>
    public bool NothingAnswered { get; set; }

    /// <summary>Set when the city brain answered anything at all.</summary>
    public bool AnsweredOnce { get; set; }

    /// <summary>Set when a record has been decided or held back: the outbox is not as it was.</summary>
    public bool Moved { get; set; }

    /// <summary>True when no further call may start.</summary>
    public bool IsOver => NothingAnswered || lease.Lost || timeIsOver() || (Standing.IsSuspended && !Probing);

    /// <summary>True while one record is sent to find out whether a suspended access is accepted again.</summary>
    public bool Probing { get; set; }

    public void Dispose() => Calls.Dispose();
}
