using HzFunctions.Durable.Protocol;

namespace HzFunctions.Durable.Tests.Execution;

/// <summary>What a test reads of a turn's answer.</summary>
internal static class Answers
{
    public static CompleteOrchestrationAction? End(this OrchestratorResponse response) =>
        response.Actions.SingleOrDefault(action => action.CompleteOrchestration is not null)?.CompleteOrchestration;

    /// <summary>The result of an orchestration that ended well.</summary>
    public static string? Result(this OrchestratorResponse response)
    {
        var end = response.End();
        Assert.NotNull(end);
        Assert.True(end.OrchestrationStatus == OrchestrationStatus.Completed, $"It ended as {end.OrchestrationStatus}: {end.Result}");
        return end.Result;
    }

    /// <summary>The failure of an orchestration that failed.</summary>
    public static TaskFailureDetails Failure(this OrchestratorResponse response)
    {
        var end = response.End();
        Assert.NotNull(end);
        Assert.Equal(OrchestrationStatus.Failed, end.OrchestrationStatus);
        Assert.Equal(end.FailureDetails.ErrorMessage, end.Result);
        return end.FailureDetails;
    }

    /// <summary>The actions as short texts: "0 task Name(input)".</summary>
    public static IReadOnlyList<string> Texts(this OrchestratorResponse response) => [.. response.Actions.Select(Text)];

    private static string Text(OrchestratorAction action) => action.OrchestratorActionTypeCase switch
    {
        OrchestratorAction.OrchestratorActionTypeOneofCase.ScheduleTask => $"{action.Id} task {action.ScheduleTask.Name}({action.ScheduleTask.Input})",
        OrchestratorAction.OrchestratorActionTypeOneofCase.CreateTimer => $"{action.Id} timer {action.CreateTimer.FireAt.ToDateTimeOffset() - History.Start:c}",
        OrchestratorAction.OrchestratorActionTypeOneofCase.CreateSubOrchestration =>
            $"{action.Id} part {action.CreateSubOrchestration.Name}({action.CreateSubOrchestration.Input}) as {action.CreateSubOrchestration.InstanceId}",
        OrchestratorAction.OrchestratorActionTypeOneofCase.SendEvent =>
            $"{action.Id} event {action.SendEvent.Name}({action.SendEvent.Data}) to {action.SendEvent.Instance.InstanceId}",
        _ => $"{action.Id} end {action.CompleteOrchestration.OrchestrationStatus}({action.CompleteOrchestration.Result})",
    };
}
