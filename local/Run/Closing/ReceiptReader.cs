using System.Net;
using System.Text.Json;
using HzFunctions.Local.Accounts;
using HzFunctions.Local.Accounts.Audit;
using HzFunctions.Local.CarParkSimulator.Ledger;

namespace HzFunctions.Local.Run.Closing;

/// <summary>Asks the gateway what became of each event, as a car park would: by its receipt.</summary>
internal sealed class ReceiptReader(CarParkQuestions questions)
{
    private const int AtOnce = 16;

    public async Task<IReadOnlyList<AccountedEvent>> ReadAsync(IReadOnlyList<LedgerLine> ledger, CancellationToken cancellation)
    {
        var accepted = ledger.Where(line => line.Event == LedgerEvent.Accepted).ToList();
        var events = new AccountedEvent[accepted.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, accepted.Count, options, async (index, token) =>
            events[index] = new AccountedEvent(accepted[index], await ReadAsync(accepted[index], token)));
        return events;
    }

    private async Task<ReceiptReading> ReadAsync(LedgerLine line, CancellationToken cancellation)
    {
        if (line.Receipt is not { } receipt)
        {
            return ReceiptReading.Missing("nothing");
        }

        var word = await questions.AskAsync(line.Site, $"/api/v2/receipts/{Uri.EscapeDataString(receipt)}", cancellation);
        return word.Status switch
        {
            HttpStatusCode.OK => ReceiptReading.Of(StateIn(word.Body)),
            HttpStatusCode.NotFound => StateAudit.Unknown,
            _ => ReceiptReading.Missing(word.Found),
        };
    }

    private static string StateIn(JsonElement answer) => answer.TryGetProperty("state", out var state) ? state.ToString() : "";
}
