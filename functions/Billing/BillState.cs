namespace HzFunctions.Functions.Billing;

/// <summary>Where a bill (账单) stands. A review is a flag beside it, never a state.</summary>
internal enum BillState
{
    /// <summary>The application for deduction is on its way, or nobody knows what became of it.</summary>
    Applying,

    /// <summary>The city brain has accepted the application, and the bill is unpaid; an advance bill: the city brain was told what is owed.</summary>
    Accepted,

    /// <summary>Paid.</summary>
    Settled,

    /// <summary>The city brain has refused the application.</summary>
    Refused,

    /// <summary>Collected by the car park, and written off at the city brain with cancelOverDueBill (R74).</summary>
    Cancelled,

    /// <summary>Written off by operations.</summary>
    WrittenOff,

    /// <summary>Unpaid for so long that nobody asks any more.</summary>
    Expired,
}

/// <summary>The states as rows and answers spell them.</summary>
internal static class BillStates
{
    public static string Text(BillState state) => state switch
    {
        BillState.Applying => "applying",
        BillState.Accepted => "accepted",
        BillState.Settled => "settled",
        BillState.Refused => "refused",
        BillState.Cancelled => "cancelled",
        BillState.WrittenOff => "writtenOff",
        _ => "expired",
    };

    /// <summary>The state of a text, or null when it is none.</summary>
    public static BillState? Parse(string? text)
    {
        foreach (var state in Enum.GetValues<BillState>())
        {
            if (Text(state) == text)
            {
                return state;
            }
        }

        return null;
    }
}
