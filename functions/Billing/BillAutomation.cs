using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Billing;

/// <summary>Tells whose work a car park's bills are: ours, or its client's, which asks and reports by itself.</summary>
internal sealed class BillAutomation(SiteDirectory directory)
{
    /// <summary>True when we drive the bills. Where nothing else was said, who deals with what is sent down deals with the bills.</summary>
    public async Task<bool> IsDrivenAsync(SiteId site, CancellationToken cancellationToken) =>
        await directory.FindSiteAsync(site, cancellationToken).ConfigureAwait(false) is { } entry
        && await IsDrivenAsync(entry, cancellationToken).ConfigureAwait(false);

    /// <summary>The same of an entry that was read already.</summary>
    public async Task<bool> IsDrivenAsync(SiteEntry site, CancellationToken cancellationToken) => site.Bills switch
    {
        SiteEntry.DrivenBills => true,
        SiteEntry.PassedThroughBills => false,
        _ => await directory.FindAccessAsync(site.AccessId, cancellationToken).ConfigureAwait(false) is { Downlink: AccessEntry.BridgeDownlink },
    };
}
