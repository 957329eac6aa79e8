namespace HzFunctions.Local.CarParkSimulator.Ledger;

/// <summary>What a line of the ledger is about.</summary>
internal enum LedgerEvent
{
    /// <summary>The simulator started (once more).</summary>
    Started,

    /// <summary>A record is about to be sent for the first time. Written before, so that no record is ever without a line.</summary>
    Sent,

    /// <summary>A record that is known by its uploadTime is about to be sent once more, and so under another id.</summary>
    SentAgain,

    /// <summary>The gateway answered that it has the record.</summary>
    Accepted,

    /// <summary>The gateway answered that it will not take the record.</summary>
    Refused,

    /// <summary>The car park has got a message of the city brain.</summary>
    Delivered,

    /// <summary>A client with an MQTT connection of its own is about to confirm a message.</summary>
    Confirming,

    /// <summary>A bill (账单) is about to be applied for, for the first time.</summary>
    BillApplied,

    /// <summary>What the application for a bill has come to, at the barrier or by a later message.</summary>
    BillAnswered,

    /// <summary>The car park was told by a message that a bill is paid.</summary>
    BillPaid,

    /// <summary>The car park has taken the money for a bill by itself.</summary>
    BillCollected,

    /// <summary>The city brain was asked to write a bill off, and has answered.</summary>
    BillCancelled,
}
