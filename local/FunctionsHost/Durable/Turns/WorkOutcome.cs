using HzFunctions.Local.FunctionsHost.Durable.Instances;
using HzFunctions.Local.FunctionsHost.Durable.Storage;

namespace HzFunctions.Local.FunctionsHost.Durable.Turns;

/// <summary>What became of a work item.</summary>
internal abstract record WorkOutcome
{
    private WorkOutcome()
    {
    }

    /// <summary>It is ready to be committed.</summary>
    public sealed record Done(StoredTurn Turn, InstanceState State) : WorkOutcome;

    /// <summary>Nothing happened; it is tried again.</summary>
    public sealed record Abandoned(string Reason) : WorkOutcome;
}
