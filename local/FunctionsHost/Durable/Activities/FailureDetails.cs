using HzFunctions.Durable.Protocol;
using HzFunctions.Local.FunctionsHost.Invocation;

namespace HzFunctions.Local.FunctionsHost.Durable.Activities;

/// <summary>What an orchestrator learns of an activity that failed. The handler's own error never gets here.</summary>
internal static class FailureDetails
{
    private const string InvocationException = "Microsoft.Azure.WebJobs.Host.FunctionInvocationException";
    private const string TimeoutException = "Microsoft.Azure.WebJobs.Host.FunctionTimeoutException";

    /// <summary>The details of an invocation that failed.</summary>
    public static TaskFailureDetails Of(string functionName, InvocationFailedException error) => error.Failure switch
    {
        InvocationFailure.TimedOut => new TaskFailureDetails { ErrorType = TimeoutException, ErrorMessage = error.Message },
        InvocationFailure.Refused => Invocation(functionName, Simple(typeof(HttpRequestException), error.Message)),
        InvocationFailure.Broken => Invocation(functionName, Chain(error.InnerException)),
        _ => Invocation(functionName, Simple(typeof(InvalidOperationException), error.Answer is { Length: > 0 } answer ? answer : error.Message)),
    };

    /// <summary>The details of an input that is no JSON: the function was never called.</summary>
    public static TaskFailureDetails OfInput(string functionName, Exception error) => Invocation(functionName, Chain(error));

    private static TaskFailureDetails Invocation(string functionName, TaskFailureDetails? inner) => new()
    {
        ErrorType = InvocationException,
        ErrorMessage = $"Exception while executing function: Functions.{functionName}",
        InnerFailure = inner,
    };

    private static TaskFailureDetails Simple(Type type, string message) => new() { ErrorType = type.FullName, ErrorMessage = message };

    private static TaskFailureDetails? Chain(Exception? error)
    {
        if (error is null)
        {
            return null;
        }

        var details = Simple(error.GetType(), error.Message);
        details.InnerFailure = Chain(error.InnerException);
        return details;
    }
}
