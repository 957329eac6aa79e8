namespace HzFunctions.Local.Accounts.Bills;

/// <summary>The states of a bill as the gateway tells them.</summary>
internal enum BillState
{
    /// <summary>Whether the city brain has it is not known yet.</summary>
    Applying,

    /// <summary>The city brain has it, and it is not paid.</summary>
    Accepted,

    Settled,
    Refused,
    Cancelled,
    WrittenOff,
    Expired,
}
