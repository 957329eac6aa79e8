namespace HzFunctions.Local.Tests.Gateway;

/// <summary>What a bad gateway does with events.</summary>
internal enum Misconduct
{
    None,

    /// <summary>Says that it has forwarded, and has not.</summary>
    Loses,

    /// <summary>Forwards other content than it was given.</summary>
    Alters,

    /// <summary>Knows nothing of the receipts that it gave.</summary>
    Forgets,

    /// <summary>Forwards what is the second access's under the first one.</summary>
    MixesUpSites,

    /// <summary>Signs with the wrong key.</summary>
    SignsWrongly,

    /// <summary>Knows nothing of the bills that it took.</summary>
    ForgetsBills,

    /// <summary>Settles bills with a fen too much.</summary>
    MiscountsBills,

    /// <summary>Finds out that bills are paid, and tells no car park.</summary>
    TellsNobody,
}
