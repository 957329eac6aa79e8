using HzFunctions.Durable.Protocol;

namespace HzFunctions.Durable;

/// <summary>What is known of a failure that happened elsewhere.</summary>
/// <param name="ErrorType">The full name of the exception's type; of a fault outside user code, the host's.</param>
/// <param name="ErrorMessage">Its message.</param>
/// <param name="IsNonRetriable">Whether another attempt is pointless.</param>
/// <param name="Inner">What caused it, where that is known.</param>
public sealed record FailureDetails(string ErrorType, string ErrorMessage, bool IsNonRetriable = false, FailureDetails? Inner = null)
{
    // The host tells nothing at all of an activity that it does not know.
    internal static readonly FailureDetails Untold = new("Unknown", "No details were given; a function of that name may not exist.");

    internal static FailureDetails From(TaskFailureDetails? details) =>
        details is null
            ? Untold
            : new(details.ErrorType, details.ErrorMessage, details.IsNonRetriable, details.InnerFailure is { } inner ? From(inner) : null);

    internal static FailureDetails From(Exception failure) =>
        failure is TaskFailedException task
            ? new(NameOf(task), task.Message, task.Details.IsNonRetriable, task.Details)
            : new(NameOf(failure), failure.Message, failure is NonRetriableException, failure.InnerException is { } inner ? From(inner) : null);

    internal TaskFailureDetails ToProtocol(string? stackTrace = null) => new()
    {
        ErrorType = ErrorType,
        ErrorMessage = ErrorMessage,
        StackTrace = stackTrace,
        IsNonRetriable = IsNonRetriable,
        InnerFailure = Inner?.ToProtocol(),
    };

    private static string NameOf(Exception failure) => failure.GetType().FullName ?? failure.GetType().Name;
}
