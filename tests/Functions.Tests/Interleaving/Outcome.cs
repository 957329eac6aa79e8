namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>How an operation that an actor awaits may end.</summary>
internal enum Outcome
{
    /// <summary>It is done, and the actor is told so.</summary>
    Done,

    /// <summary>It is done, the answer is lost, the client library sends it again, and the actor is told what that came to.</summary>
    Retried,

    /// <summary>It is done, and the actor is told that it failed.</summary>
    AnswerLost,

    /// <summary>It is not done, and the actor is told that it failed.</summary>
    Failed,

    /// <summary>The city brain refuses the record (400).</summary>
    Refused,

    /// <summary>The city brain fails for the record (500).</summary>
    RecordError,
}
