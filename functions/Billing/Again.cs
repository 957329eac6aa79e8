namespace HzFunctions.Functions.Billing;

/// <summary>Judges what an application means for a bill whose number came before. Pure. The same number is the same bill.</summary>
internal static class Again
{
    /// <summary>What follows from it.</summary>
    public enum Answer
    {
        /// <summary>It is applied for: it was refused before, or could be paid in advance and was not.</summary>
        Apply,

        /// <summary>What is known of it is the answer.</summary>
        FromTheBill,

        /// <summary>Its application is under way, or nobody knows what became of it.</summary>
        Wait,

        /// <summary>The number is another bill's.</summary>
        Conflict,

        /// <summary>It was collected, written off or given up.</summary>
        Closed,
    }

    public static Answer Judge(BillRow known, BillApplication application)
    {
        if (known is { Kind: BillKind.Advance, State: BillState.Accepted })
        {
            // What was owed then has grown meanwhile: only stay and vehicle must be the same.
            return known.Told!.Uid == application.Uid && known.Told.PlateNo == application.PlateNo ? Answer.Apply : Answer.Conflict;
        }

        var isSame = known.Told?.IsSameAs(application) ?? known.ShouldPay == application.ShouldPay;
        return !isSame ? Answer.Conflict : known.State switch
        {
            BillState.Refused => Answer.Apply,
            BillState.Applying => Answer.Wait,
            BillState.Accepted or BillState.Settled => Answer.FromTheBill,
            _ => Answer.Closed,
        };
    }
}
