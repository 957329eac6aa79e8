using HzFunctions.Durable.Protocol;
using ActionCase = HzFunctions.Durable.Protocol.OrchestratorAction.OrchestratorActionTypeOneofCase;

namespace HzFunctions.Durable.Execution;

/// <summary>What the code has done and no history event has confirmed yet: the actions of the next answer.</summary>
internal sealed class PendingActions
{
    private readonly SortedDictionary<int, OrchestratorAction> _actions = [];
    private int _next;

    /// <summary>In the order in which the code did them.</summary>
    public IEnumerable<OrchestratorAction> InOrder => _actions.Values;

    /// <summary>Takes an action on, and gives it its id.</summary>
    public int Add(OrchestratorAction action)
    {
        action.Id = _next++;
        _actions.Add(action.Id, action);
        return action.Id;
    }

    /// <summary>Forgets all of them; ids go on.</summary>
    public void Clear() => _actions.Clear();

    /// <summary>The history has this step.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="found">The kind that the history has.</param>
    /// <param name="name">The name that the history has; null where the kind has none.</param>
    /// <exception cref="NonDeterministicOrchestrationException">The code did something else there, or nothing.</exception>
    public void Confirm(int id, ActionCase found, string? name)
    {
        if (!_actions.Remove(id, out var action))
        {
            throw Mismatch(id, Describe(found, name), "nothing");
        }

        if (action.OrchestratorActionTypeCase != found || !string.Equals(NameOf(action), name, StringComparison.OrdinalIgnoreCase))
        {
            throw Mismatch(id, Describe(found, name), Describe(action.OrchestratorActionTypeCase, NameOf(action)));
        }
    }

    private static NonDeterministicOrchestrationException Mismatch(int id, string inHistory, string inCode) => new(
        $"The orchestrator is not deterministic, or its code was changed under a running instance: step {id} was {inHistory} when the history "
        + $"was made, and the code now does {inCode} there.");

    private static string? NameOf(OrchestratorAction action) => action.OrchestratorActionTypeCase switch
    {
        ActionCase.ScheduleTask => action.ScheduleTask.Name,
        ActionCase.CreateSubOrchestration => action.CreateSubOrchestration.Name,
        ActionCase.SendEvent => action.SendEvent.Name,
        _ => null,
    };

    private static string Describe(ActionCase kind, string? name) => kind switch
    {
        ActionCase.ScheduleTask => $"the activity '{name}'",
        ActionCase.CreateSubOrchestration => $"the sub-orchestration '{name}'",
        ActionCase.SendEvent => $"the event '{name}' to another instance",
        ActionCase.CreateTimer => "a timer",
        _ => "the end of the orchestration",
    };
}
