namespace HzFunctions.Durable.Execution;

/// <summary>Tries a task again as its policy says, with durable waits between. No await here leaves the turn.</summary>
internal static class RetryLoop
{
    public static async Task<T> RunAsync<T>(OrchestrationContext context, RetryPolicy policy, Func<Task<T>> attempt)
    {
        var deadline = context.CurrentUtcDateTime + policy.RetryTimeout;
        for (var number = 1; ; number++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failure) when (IsWorthAnother(failure, policy, number) && !(context.CurrentUtcDateTime >= deadline))
            {
                await context.CreateTimer(policy.DelayAfter(number));
            }
        }
    }

    private static bool IsWorthAnother(TaskFailedException failure, RetryPolicy policy, int number) =>
        number < policy.MaxNumberOfAttempts && !failure.Details.IsNonRetriable && policy.IsWorthRetrying(failure);
}
