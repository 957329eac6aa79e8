using System.Text.Json;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.CityBrainGateway;

namespace HzFunctions.Functions.Bills;

/// <summary>Tells a car park how a bill of its own stands, and what has happened to it: <c>GET /api/v2/bills/{billID}</c>.</summary>
internal sealed class BillsFunction(ApiKeys keys, BillStore store)
{
    /// <summary>Serves <c>/api/v2/bills/{billID}</c>.</summary>
    /// <param name="context">The request.</param>
    /// <param name="billId">The last part of the path, in which a slash stays encoded.</param>
    public async Task RunAsync(HttpContext context, string billId)
    {
        billId = billId.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var (site, refusal) = await keys.AuthenticateAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        if (site is null)
        {
            await GatewayAnswerWriter.WriteAsync(context, refusal!, wireForm: false).ConfigureAwait(false);
            return;
        }

        var (bill, _) = await store.FindAsync(site.Site, billId, context.RequestAborted).ConfigureAwait(false);
        if (bill is null)
        {
            var unknown = GatewayAnswer.Refused(StatusCodes.Status404NotFound, "the car park has no such bill");
            await GatewayAnswerWriter.WriteAsync(context, unknown, wireForm: false).ConfigureAwait(false);
            return;
        }

        var history = await store.HistoryAsync(site.Site, billId, context.RequestAborted).ConfigureAwait(false);
        context.Response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(
            context.Response.Body, BillBody.Of(bill, history), BillsJson.Default.BillBody, context.RequestAborted).ConfigureAwait(false);
    }
}
