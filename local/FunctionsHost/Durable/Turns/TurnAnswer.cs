using HzFunctions.Durable.Protocol;

namespace HzFunctions.Local.FunctionsHost.Durable.Turns;

/// <summary>What became of one call of an orchestrator: an answer, an instance that is broken for good, or a turn to be tried again.</summary>
internal abstract record TurnAnswer
{
    private TurnAnswer()
    {
    }

    /// <summary>The orchestrator answered.</summary>
    public sealed record Given(OrchestratorResponse Response) : TurnAnswer;

    /// <summary>The instance fails. The reason is for the log too, the details only for the instance's output.</summary>
    public sealed record Broken(string Reason, string Details) : TurnAnswer;

    /// <summary>Nothing happened; the turn is tried again.</summary>
    public sealed record Abandoned(string Reason) : TurnAnswer;
}
