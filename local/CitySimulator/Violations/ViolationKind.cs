namespace HzFunctions.Local.CitySimulator.Violations;

/// <summary>What a client of the standard must never do.</summary>
internal enum ViolationKind
{
    /// <summary>Not a POST (R2).</summary>
    WrongMethod,

    /// <summary>Not a form, a parameter missing, twice or unknown, or plaintext (R3, R4).</summary>
    WrongForm,

    /// <summary>An accessID that was never issued.</summary>
    UnknownAccess,

    /// <summary>A sign that does not verify.</summary>
    WrongSign,

    /// <summary>A cipher that does not open.</summary>
    UnreadableCipher,

    /// <summary>What was encrypted is not <c>{"data":{…}}</c>.</summary>
    WrongJson,

    /// <summary>An interface that the standard does not have, or not under this path.</summary>
    UnknownInterface,

    /// <summary>A field that breaks its row in the standard's table.</summary>
    WrongField,

    /// <summary>A car park of somebody else.</summary>
    ForeignSite,

    /// <summary>The photo inside the cipher, or a file where none belongs (R22).</summary>
    FileMisplaced,

    /// <summary>Something of a stay reached the city before its arrival, although the car park had sent the arrival first.</summary>
    WrongOrder,

    /// <summary>A confirmation of nothing that was sent, or with other fields than the message had.</summary>
    WrongConfirmation,

    /// <summary>A confirmation with false after one with true.</summary>
    ContradictoryConfirmation,

    /// <summary>An application for a bill that was accepted already: nobody promises that it is not collected twice.</summary>
    AppliedAgain,

    /// <summary>An abnormal bill reported too early, without asking first, after it was told to be paid, or never applied for (R58 to R60).</summary>
    WrongReport,
}
