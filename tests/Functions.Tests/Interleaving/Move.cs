namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>What a world can do next.</summary>
internal enum MoveKind
{
    /// <summary>An operation takes place, and its actor goes on.</summary>
    Complete,

    /// <summary>An idle actor begins: the next event of a script, the next bell.</summary>
    Begin,

    /// <summary>Watch looks at the site.</summary>
    Watch,

    /// <summary>Time passes while operations are under way: more than a pass of the drain takes.</summary>
    WaitLittle,

    /// <summary>Time passes while operations are under way: more than a lease lasts.</summary>
    WaitLong,

    /// <summary>A process dies; calls that it has under way do not arrive.</summary>
    Crash,

    /// <summary>A process dies; calls that it has under way arrive all the same.</summary>
    CrashWithCallsArriving,
}

/// <summary>One thing that a world can do next.</summary>
internal readonly record struct Move(MoveKind Kind, Actor? Actor = null, PendingOperation? Operation = null, Outcome Outcome = Outcome.Done)
{
    /// <summary>True when nothing extraordinary happens: nothing fails, nobody dies, no time passes.</summary>
    public bool IsOrdinary => Kind == MoveKind.Begin || (Kind == MoveKind.Complete && Outcome == Outcome.Done);

    public override string ToString() => Kind == MoveKind.Complete ? $"{Actor!.Name}: {Operation} ({Outcome})" : $"{Actor?.Name}: {Kind}";
}
