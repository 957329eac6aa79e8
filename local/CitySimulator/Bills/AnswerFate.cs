namespace HzFunctions.Local.CitySimulator.Bills;

/// <summary>What becomes of an answer on its way to the caller.</summary>
internal enum AnswerFate
{
    /// <summary>It is given.</summary>
    Given,

    /// <summary>The connection is cut when the upload is accepted.</summary>
    Cut,

    /// <summary>The upload is accepted, and the connection held for longer than any caller waits.</summary>
    Held,

    /// <summary>The connection is cut before anything is accepted.</summary>
    CutBefore,
}
