using Google.Protobuf;
using HzFunctions.Durable.Protocol;
using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.FunctionsHost.Durable.Bindings;
using HzFunctions.Local.FunctionsHost.Invocation;

namespace HzFunctions.Local.FunctionsHost.Durable.Turns;

/// <summary>
/// Calls orchestrators as the durable extension does: Base64 of a protobuf message both ways. Any other answer breaks the
/// instance for good, and so does a handler that dies meanwhile; a time-out or a stop of the host does not.
/// </summary>
internal sealed class OrchestratorInvoker(DurableFunctions functions, FunctionInvoker invoker, int maximumConcurrency, CancellationToken stopping)
{
    private const string OutOfMemory = "System.OutOfMemoryException";
    private const string InsufficientMemory = "System.InsufficientMemoryException";

    private readonly Places _places = new(maximumConcurrency);

    public async Task<TurnAnswer> InvokeAsync(string name, OrchestratorRequest request)
    {
        if (functions.FindOrchestrator(name) is not { } function)
        {
            return new TurnAnswer.Broken(
                $"The function '{name}' doesn't exist, is disabled, or is not an orchestrator function.", "");
        }

        return await _places.InOneAsync(() => CallAsync(function, request), stopping);
    }

    private async Task<TurnAnswer> CallAsync(FunctionDefinition function, OrchestratorRequest request)
    {
        try
        {
            var input = new InvocationInput(Convert.ToBase64String(request.ToByteArray()), new BindingData());
            var answer = await invoker.InvokeAsync(function, input, stopping);
            return Read(function, answer);
        }
        catch (InvocationFailedException error) when (stopping.IsCancellationRequested || error.Failure == InvocationFailure.HostStops)
        {
            return new TurnAnswer.Abandoned("The host stops.");
        }
        catch (InvocationFailedException error) when (error.Failure == InvocationFailure.TimedOut)
        {
            return new TurnAnswer.Abandoned(error.Message);
        }
        catch (InvocationFailedException error)
        {
            return Break(function, error.Message);
        }
    }

    private static bool IsEnd(OrchestrationStatus status) => status is OrchestrationStatus.Completed or OrchestrationStatus.Failed
        or OrchestrationStatus.Terminated or OrchestrationStatus.Canceled or OrchestrationStatus.ContinuedAsNew;

    private static TurnAnswer.Broken Break(FunctionDefinition function, string details) =>
        new($"Function '{function.Name}' failed with an unhandled exception.", details);

    private static TurnAnswer Read(FunctionDefinition function, HandlerAnswer answer)
    {
        if (answer.ReturnValue is not string { Length: > 0 } text)
        {
            return Break(function, "The orchestrator's answer has no ReturnValue that is a text.");
        }

        try
        {
            return Judge(function, OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(text)));
        }
        catch (Exception error) when (error is FormatException or InvalidProtocolBufferException)
        {
            return Break(function, $"The orchestrator's ReturnValue is no Base64 of an OrchestratorResponse: {error.Message}");
        }
    }

    private static TurnAnswer Judge(FunctionDefinition function, OrchestratorResponse response)
    {
        if (response.RequiresHistory)
        {
            return new TurnAnswer.Abandoned("The orchestrator asks for the history.");
        }

        if (response.Actions.Any(action => action.OrchestratorActionTypeCase == OrchestratorAction.OrchestratorActionTypeOneofCase.None))
        {
            return Break(function, "The orchestrator's answer has an action of a type that the durable extension does not accept.");
        }

        if (response.Actions.Any(action => action.CompleteOrchestration is { } completion && !IsEnd(completion.OrchestrationStatus)))
        {
            return Break(function, "The orchestrator's answer ends the instance with a status that is no end.");
        }

        // The door that the real extension has for faults of the platform, and only below the top.
        var failure = response.Actions.Select(action => action.CompleteOrchestration?.FailureDetails).FirstOrDefault(details => details is not null);
        for (var inner = failure?.InnerFailure; inner is not null; inner = inner.InnerFailure)
        {
            if (inner.ErrorType is OutOfMemory or InsufficientMemory)
            {
                return new TurnAnswer.Abandoned("The orchestrator reports that memory ran out.");
            }
        }

        return new TurnAnswer.Given(response);
    }
}
