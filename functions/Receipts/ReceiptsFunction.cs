using System.Text.Json;
using HzFunctions.Functions.CityBrainGateway;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Receipts;

/// <summary>Tells a car park what became of an event of its own: <c>GET /api/v2/receipts/{id}</c>.</summary>
internal sealed class ReceiptsFunction(ApiKeys keys, EventJournal journal, AccessStandings standings)
{
    public async Task RunAsync(HttpContext context, string receipt)
    {
        var (site, refusal) = await keys.AuthenticateAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        if (site is null)
        {
            await GatewayAnswerWriter.WriteAsync(context, refusal!, wireForm: false).ConfigureAwait(false);
            return;
        }

        if (ReceiptId.Parse(receipt) is not { } id)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "the receipt is none of ours").ConfigureAwait(false);
            return;
        }

        var record = await journal.FindAsync(site.Site, id.Kind, id.Key, context.RequestAborted).ConfigureAwait(false);
        if (record is null)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "the car park has no such receipt").ConfigureAwait(false);
            return;
        }

        var suspended = record.State == JournalState.Pending
            && (await standings.ReadAsync(site.AccessId, context.RequestAborted).ConfigureAwait(false)).IsSuspended;
        context.Response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(
            context.Response.Body, ReceiptBody.Of(receipt, record, suspended), ReceiptsJson.Default.ReceiptBody, context.RequestAborted).ConfigureAwait(false);
    }

    private static Task RefuseAsync(HttpContext context, int status, string message) =>
        GatewayAnswerWriter.WriteAsync(context, GatewayAnswer.Refused(status, message), wireForm: false);
}
