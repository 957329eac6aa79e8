using HzFunctions.Local.CarParkSimulator.Vehicles;

namespace HzFunctions.Local.CarParkSimulator.Stays;

/// <summary>One visit of one vehicle, from the entry to the exit.</summary>
internal sealed record Stay
{
    /// <summary>Car park code + entry + 17 digits of arrival time (R24).</summary>
    public required string Uid { get; init; }

    public required Plate Plate { get; init; }

    public required StayKind Kind { get; init; }

    public required string EntryNum { get; init; }

    public required string OutNum { get; init; }

    public required DateTimeOffset ArrivedAt { get; init; }

    public required DateTimeOffset LeftAt { get; init; }

    /// <summary>When it was paid, where it was.</summary>
    public DateTimeOffset? PaidAt { get; init; }

    /// <summary>计费金额 in fen.</summary>
    public required int ChargeFee { get; init; }

    /// <summary>What was taken off it, in fen.</summary>
    public required int Discount { get; init; }

    /// <summary>应收金额 in fen.</summary>
    public int ShouldPay => ChargeFee - Discount;

    public bool IsPaid => PaidAt is not null;
}
