namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>Who goes on where a schedule says nothing else.</summary>
public enum Leaning
{
    /// <summary>Whoever has begun ends; acceptors begin before drains do.</summary>
    AcceptorsFirst,

    /// <summary>Whoever has begun ends; drains begin before acceptors do.</summary>
    DrainsFirst,

    /// <summary>After every step it is another's turn.</summary>
    TakeTurns,
}
