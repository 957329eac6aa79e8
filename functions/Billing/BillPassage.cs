using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.CityBrainGateway;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Billing;

/// <summary>What commands and questions that pass through the gateway mean for bills that we drive.</summary>
internal sealed class BillPassage(
    BillStore store, BillAutomation automation, ApplicationDesk applications, AdvanceBills advance, AnsweredPayments payments, BillBells bells, TimeProvider time)
{
    private const string Cancel = "cancelOverDueBill";
    private const string Fee = "uploadFee";

    // Each round is lost only to another writer that succeeded.
    private const int MaximumRounds = 20;

    /// <summary>The answer where none of the city brain's is wanted, or null: it is called.</summary>
    public async Task<GatewayAnswer?> AnswerAsync(SiteEntry? site, InterfaceDefinition definition, string payload, CancellationToken cancellationToken)
    {
        if (site is null
            || definition.Name is not (BillCalls.Apply or BillCalls.Ask or BillCalls.Report or Fee)
            || !await automation.IsDrivenAsync(site, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        switch (definition.Name)
        {
            case BillCalls.Apply:
                return await applications.ApplyAsync(site, payload, cancellationToken).ConfigureAwait(false);
            case Fee:
                await advance.NoteAsync(site.Site, payload, cancellationToken).ConfigureAwait(false);
                return null;
            default:
                return await AnswerFromTheBillAsync(site.Site, definition, payload, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Notes what the city brain has answered to a command, or to a question that only it could answer.</summary>
    public async Task AfterAsync(
        SiteEntry? site, InterfaceDefinition definition, string payload, CityBrainAnswer answer, CancellationToken cancellationToken)
    {
        if (site is null || answer.Outcome != AnswerOutcome.Accepted)
        {
            return;
        }

        if (definition.Name == Cancel)
        {
            await CancelAsync(site.Site, BillIdIn(payload), cancellationToken).ConfigureAwait(false);
        }
        else if (definition.Name == BillCalls.Ask && answer.Body is { } body && PayResultAnswer.Read(body).IsPaid)
        {
            await SettleAsync(site.Site, BillIdIn(payload), body, cancellationToken).ConfigureAwait(false);
        }
    }

    // What its client asks and reports by itself we have asked and reported, or will (D13). Of what nobody of us asks about, the city brain is asked.
    private async Task<GatewayAnswer?> AnswerFromTheBillAsync(
        SiteId site, InterfaceDefinition definition, string payload, CancellationToken cancellationToken)
    {
        var (bill, _) = await store.FindAsync(site, BillIdIn(payload), cancellationToken).ConfigureAwait(false);
        return definition.Name == BillCalls.Report
            ? bill is { Kind: BillKind.Exit } ? new GatewayAnswer() : null
            : bill is { State: BillState.Settled, Told: not null } or { State: BillState.Accepted, IsDriven: true } ? BillAnswers.PayResult(bill) : null;
    }

    private async Task SettleAsync(SiteId site, string billId, JsonElement answer, CancellationToken cancellationToken)
    {
        var (bill, _) = await store.FindAsync(site, billId, cancellationToken).ConfigureAwait(false);
        if (bill is { State: not BillState.Settled, Told: not null })
        {
            await payments.SettleAsync(bill, answer, BillCalls.Ask, tell: false, cancellationToken).ConfigureAwait(false);
            await bells.TryRingAsync(site, billId).ConfigureAwait(false);
        }
    }

    private async Task CancelAsync(SiteId site, string billId, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaximumRounds; round++)
        {
            var (bill, _) = await store.FindAsync(site, billId, cancellationToken).ConfigureAwait(false);
            if (bill is null or { State: not (BillState.Applying or BillState.Accepted or BillState.Expired) })
            {
                return;
            }

            var now = time.GetUtcNow();
            var change = new BillChange().End(BillState.Cancelled, now).Say(now, BillEvents.Cancelled);
            if (await store.UpdateAsync(bill, change, cancellationToken).ConfigureAwait(false) is not null)
            {
                await bells.TryRingAsync(site, billId).ConfigureAwait(false);
                return;
            }
        }

        throw new IOException("A bill changed under every attempt to cancel it.");
    }

    private static string BillIdIn(string payload)
    {
        using var document = JsonDocument.Parse(payload);
        return document.RootElement.GetProperty("data").GetProperty("billID").GetString()!;
    }
}
