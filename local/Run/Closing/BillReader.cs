using System.Net;
using System.Text.Json;
using HzFunctions.Local.Accounts.Bills;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CitySimulator.Admin;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.Run.Closing;

/// <summary>Asks the gateway, as a car park would, how each bill stands, and puts that beside the ledger and what the city brain has.</summary>
/// <remarks>Only of car parks whose bills the gateway drives: an existing client with a connection of its own does that by itself.</remarks>
internal sealed class BillReader(CarParkQuestions questions, IReadOnlyList<CarParkEndpoint> carParks)
{
    private const int AtOnce = 16;

    private readonly HashSet<Site> _driven = carParks
        .Where(carPark => carPark.Downlink != DownlinkForm.Own)
        .Select(carPark => new Site(carPark.AccessID, carPark.ParkingCode))
        .ToHashSet();

    /// <param name="ledger">The car parks' ledger.</param>
    /// <param name="city">The bills that the city brain has.</param>
    /// <param name="isKnown">Bills that need not be read.</param>
    /// <param name="cancellation">Gives it up.</param>
    public async Task<IReadOnlyList<AccountedBill>> ReadAsync(
        IReadOnlyList<LedgerLine> ledger, IReadOnlyList<BillView> city, Predicate<(Site Site, string BillId)> isKnown, CancellationToken cancellation)
    {
        var lines = ledger.Where(IsOfBill).ToLookup(line => (line.Site, BillId: line.RecordId!));
        var views = city.ToDictionary(view => (Site: new Site(view.AccessID, view.ParkingCode), BillId: view.BillID));
        var applied = lines.Where(bill => bill.Any(line => line.Event == LedgerEvent.BillApplied)).Select(bill => bill.Key);
        var inAdvance = views.Where(view => view.Value.InAdvance).Select(view => view.Key);
        var keys = applied.Union(inAdvance).Where(key => _driven.Contains(key.Site) && !isKnown(key)).ToList();

        var bills = new AccountedBill[keys.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, keys.Count, options, async (index, token) =>
        {
            var (site, billId) = keys[index];
            var reading = await ReadAsync(site, billId, token);
            bills[index] = new AccountedBill(site, billId, [.. lines[keys[index]]], reading, views.GetValueOrDefault(keys[index]));
        });
        return bills;
    }

    private static bool IsOfBill(LedgerLine line) => line is
    {
        RecordId: not null,
        Event: LedgerEvent.BillApplied or LedgerEvent.BillAnswered or LedgerEvent.BillPaid or LedgerEvent.BillCollected or LedgerEvent.BillCancelled,
    };

    private async Task<BillReading> ReadAsync(Site site, string billId, CancellationToken cancellation)
    {
        var word = await questions.AskAsync(site, $"/api/v2/bills/{Uri.EscapeDataString(billId)}", cancellation);
        return word.Status switch
        {
            HttpStatusCode.OK => Parse(word.Body),
            HttpStatusCode.NotFound => BillReading.Missing("no such bill"),
            _ => BillReading.Missing(word.Found),
        };
    }

    private static BillReading Parse(JsonElement body)
    {
        try
        {
            var answer = body.Deserialize<Answer>(JsonSerializerOptions.Web)!;
            return BillReading.Of(answer.State) with
            {
                SettledBy = answer.SettledBy,
                ActualPay = answer.Payment?.ActualPay,
                DiscountAmount = answer.Payment?.DiscountAmount,
                Settlings = answer.History?.Count(entry => entry.What == "settled") ?? 0,
                Review = answer.Review ?? [],
            };
        }
        catch (JsonException)
        {
            return BillReading.Missing("an answer that cannot be read");
        }
    }

    private sealed record Answer(
        string? State, string? SettledBy, Payment? Payment, IReadOnlyList<string>? Review, IReadOnlyList<Entry>? History);

    private sealed record Payment(long? ActualPay, long? DiscountAmount);

    private sealed record Entry(string? What);
}
