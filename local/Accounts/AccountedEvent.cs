using HzFunctions.Local.CarParkSimulator.Ledger;

namespace HzFunctions.Local.Accounts;

/// <summary>An event that the gateway promised to deliver, and what it says of it now.</summary>
internal sealed record AccountedEvent(LedgerLine Line, ReceiptReading Receipt)
{
    public EventState? State => Receipt.State;

    /// <summary>When the car park was told that it is accepted.</summary>
    public DateTimeOffset AcceptedAt => Line.At;

    /// <summary>When the car park sent it for the first time.</summary>
    public DateTimeOffset FirstSentAt => Line.FirstSentAt ?? Line.At;
}
