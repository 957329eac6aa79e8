using Google.Protobuf.WellKnownTypes;
using HzFunctions.Durable.Protocol;

namespace HzFunctions.Local.Tests.FunctionsHost.Durable.Support;

/// <summary>A turn as a scripted orchestrator sees it, and what it answers.</summary>
internal sealed class Turn(OrchestratorRequest request)
{
    public OrchestratorRequest Request { get; } = request;

    public OrchestratorResponse Response { get; } = new() { InstanceId = request.InstanceId };

    public string Id => Request.InstanceId;

    public List<HistoryEvent> All { get; } = [.. request.PastEvents, .. request.NewEvents];

    public ExecutionStartedEvent Start => All.Single(happened => happened.ExecutionStarted is not null).ExecutionStarted;

    public string? Input => Start.Input;

    public DateTimeOffset Now => All.Last(happened => happened.OrchestratorStarted is not null).Timestamp.ToDateTimeOffset();

    public bool IsFirst => !Request.PastEvents.Any(happened => happened.ExecutionStarted is not null);

    public List<string?> Events(string name) =>
        [.. All.Where(happened => happened.EventRaised?.Name == name).Select(happened => happened.EventRaised.Input)];

    public string? Result(int id) => All.Single(happened => happened.TaskCompleted?.TaskScheduledId == id).TaskCompleted.Result;

    public bool Has(int id) => All.Any(happened => happened.TaskCompleted?.TaskScheduledId == id
        || happened.TaskFailed?.TaskScheduledId == id || happened.TimerFired?.TimerId == id
        || happened.SubOrchestrationInstanceCompleted?.TaskScheduledId == id || happened.SubOrchestrationInstanceFailed?.TaskScheduledId == id);

    public void Activity(int id, string name, string? input = null) =>
        Add(id, action => action.ScheduleTask = new ScheduleTaskAction { Name = name, Input = input });

    public void Timer(int id, DateTimeOffset fireAt) =>
        Add(id, action => action.CreateTimer = new CreateTimerAction { FireAt = Timestamp.FromDateTimeOffset(fireAt) });

    public void Child(int id, string name, string childId, string? input = null) =>
        Add(id, action => action.CreateSubOrchestration = new CreateSubOrchestrationAction { Name = name, InstanceId = childId, Input = input });

    public void Send(int id, string target, string name, string? data) =>
        Add(id, action => action.SendEvent = new SendEventAction { Instance = new OrchestrationInstance { InstanceId = target }, Name = name, Data = data });

    public void Complete(int id, string? result) => End(id, OrchestrationStatus.Completed, result);

    public void ContinueAsNew(int id, string? input, IEnumerable<HistoryEvent>? carried = null)
    {
        End(id, OrchestrationStatus.ContinuedAsNew, input);
        Response.Actions[^1].CompleteOrchestration.CarryoverEvents.AddRange(carried ?? []);
    }

    public void Fail(int id, TaskFailureDetails details)
    {
        End(id, OrchestrationStatus.Failed, details.ErrorMessage);
        Response.Actions[^1].CompleteOrchestration.FailureDetails = details;
    }

    public void End(int id, OrchestrationStatus status, string? result) =>
        Add(id, action => action.CompleteOrchestration = new CompleteOrchestrationAction { OrchestrationStatus = status, Result = result });

    private void Add(int id, Action<OrchestratorAction> describe)
    {
        var action = new OrchestratorAction { Id = id };
        describe(action);
        Response.Actions.Add(action);
    }
}
