using HzFunctions.Local.CarParkSimulator.Bills;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CitySimulator.Admin;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.Accounts.Bills;

/// <summary>A bill as all three sides have it: its car park, the gateway, and the city brain.</summary>
/// <param name="Site">The car park.</param>
/// <param name="BillId">Its number there.</param>
/// <param name="Lines">What stands in the ledger about it.</param>
/// <param name="Reading">What the gateway says.</param>
/// <param name="City">What the city brain has; null: nothing.</param>
internal sealed record AccountedBill(Site Site, string BillId, IReadOnlyList<LedgerLine> Lines, BillReading Reading, BillView? City)
{
    // The gateway's own word that it keeps a bill although the city brain does not answer.
    private const string NoAnswerFromTheCity = "HTTP 504";

    /// <summary>Whether the gateway owes something: it has answered, be it that the city brain did not.</summary>
    public bool WasAnswered => Lines.Any(line =>
        line.Event == LedgerEvent.BillAnswered && (line.ResultCode is not null || line.Message == NoAnswerFromTheCity));

    /// <summary>The amounts of the payment as the car park was told them.</summary>
    public IEnumerable<long?> ToldPaid => Lines
        .Where(line => line.Event == LedgerEvent.BillPaid || line is { Event: LedgerEvent.BillAnswered, Message: BillNotes.Paid })
        .Select(line => line.Amount);

    /// <summary>Whether the car park took the money by itself.</summary>
    public bool IsCollected => Lines.Any(line => line.Event == LedgerEvent.BillCollected);

    /// <summary>Whether the vehicle has not left yet.</summary>
    public bool IsInAdvance => City is { InAdvance: true };
}
