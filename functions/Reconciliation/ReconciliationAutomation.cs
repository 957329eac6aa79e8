using HzFunctions.Functions.Directory;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>Tells who reconciles a car park's days: we, or its own client, which sends its check records by itself.</summary>
internal sealed class ReconciliationAutomation(SiteDirectory directory)
{
    /// <summary>True when it is our work. Where nothing else was said, who deals with what is sent down reconciles.</summary>
    public async Task<bool> IsOursAsync(SiteEntry site, CancellationToken cancellationToken) => site.Reconciliation switch
    {
        SiteEntry.OurReconciliation => true,
        SiteEntry.OwnReconciliation => false,
        _ => await directory.FindAccessAsync(site.AccessId, cancellationToken).ConfigureAwait(false) is { Downlink: AccessEntry.BridgeDownlink },
    };
}
