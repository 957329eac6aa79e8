using System.Text.Json.Nodes;
using HzFunctions.Local.CarParkSimulator.Stays;

namespace HzFunctions.Local.CarParkSimulator.Bills;

/// <summary>A bill of a vehicle that has left, as its car park has it.</summary>
/// <param name="stay">The stay that is owed for.</param>
/// <param name="application">What applyPayment says of it (§3.2.4).</param>
internal sealed class OpenBill(Stay stay, JsonObject application)
{
    private int _recorded;
    private int _cancelled;

    public Stay Stay => stay;

    public JsonObject Application => application;

    public string BillId { get; } = (string)application["billID"]!;

    /// <summary>Whether a payment of it is to be recorded: it is recorded once, however often it is told.</summary>
    public bool TryRecord() => Interlocked.Exchange(ref _recorded, 1) == 0;

    /// <summary>Whether it is to be cancelled: it is cancelled once, however often that is asked for.</summary>
    public bool TryCancel() => Interlocked.Exchange(ref _cancelled, 1) == 0;
}
