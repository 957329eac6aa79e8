namespace HzFunctions.Local.Accounts;

/// <summary>The ways in which accounts can fail to balance.</summary>
internal enum ImbalanceKind
{
    /// <summary>Accepted, but nobody has it: no such receipt, or said to be forwarded and not with the city brain.</summary>
    Lost,

    /// <summary>In a state that there is none of, or in two at once.</summary>
    State,

    /// <summary>The city brain has it with other content.</summary>
    Content,

    /// <summary>The city brain saw a stay's records in the wrong order.</summary>
    Order,

    /// <summary>The city brain has it under another car park.</summary>
    ForeignSite,

    /// <summary>Still on its way when there was no reason left to wait.</summary>
    Stuck,

    /// <summary>A message down that was not confirmed, or whose last word is not the truth.</summary>
    Unconfirmed,

    /// <summary>A message down that the car park never got.</summary>
    Undelivered,

    /// <summary>A message down that somebody else had signed, and the car park got all the same (R11).</summary>
    Forged,

    /// <summary>A message down that the car park got although it had a newer one about the same subject before this was even published (R14, R15).</summary>
    Outdated,

    /// <summary>A message that a client confirmed by itself was confirmed by the gateway too.</summary>
    ConfirmedTwice,

    /// <summary>A bill that is not as the city brain knows it, or that was settled more than once.</summary>
    Bill,

    /// <summary>A bill that was settled, or told to its car park, with another amount than was paid.</summary>
    BillAmount,

    /// <summary>A bill of which its car park does not know what it has to know.</summary>
    BillUntold,

    /// <summary>A bill that was reported as abnormal too often, or not at all.</summary>
    BillReports,

    /// <summary>A bill that people ought to look into and that is not on the review list, or the other way round.</summary>
    BillReview,

    /// <summary>A booking that is not as its driver was told, or an answer to a driver that must not be.</summary>
    Booking,

    /// <summary>A day that does not balance, a record that was sent again without need, or one that the city brain lost and nobody sent again.</summary>
    Reconciliation,

    /// <summary>The city brain was addressed in a way that the standard does not allow.</summary>
    Violation,
}
