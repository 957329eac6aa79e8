using System.Net;
using System.Text.Json;
using HzFunctions.Local.Accounts;
using HzFunctions.Local.Accounts.Audit;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.Run.Closing;

/// <summary>Asks the gateway what became of each event, as a car park would: by its receipt.</summary>
internal sealed class ReceiptReader(HttpClient gateway, IReadOnlyList<CarParkEndpoint> carParks, TimeProvider time)
{
    private const int AtOnce = 16;
    private const int Attempts = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<Site, string> _apiKeys = carParks.ToDictionary(of => new Site(of.AccessID, of.ParkingCode), of => of.ApiKey);

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

        if (!_apiKeys.TryGetValue(line.Site, out var apiKey))
        {
            return ReceiptReading.Missing("a car park of which there is no key");
        }

        ReceiptReading? reading = null;
        for (var attempt = 1; reading is null && attempt <= Attempts; attempt++)
        {
            reading = await AskAsync(receipt, apiKey, cancellation);
            if (reading is null)
            {
                await Task.Delay(Pause * attempt, time, cancellation);
            }
        }

        return reading ?? ReceiptReading.Missing("no answer");
    }

    /// <summary>One question; null when it is worth asking again.</summary>
    private async Task<ReceiptReading?> AskAsync(string receipt, string apiKey, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v2/receipts/{Uri.EscapeDataString(receipt)}");
        request.Headers.Add("X-Api-Key", apiKey);
        try
        {
            using var response = await gateway.SendAsync(request, cancellation);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => ReceiptReading.Of(await StateAsync(response, cancellation)),
                HttpStatusCode.NotFound => StateAudit.Unknown,
                HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => null,
                _ => ReceiptReading.Missing($"HTTP {(int)response.StatusCode}"),
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException
            || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    private static async Task<string> StateAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var answer = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
        return answer.TryGetProperty("state", out var state) ? state.ToString() : "";
    }
}
