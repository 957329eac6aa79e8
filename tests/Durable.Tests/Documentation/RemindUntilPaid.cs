namespace HzFunctions.Durable.Tests.Documentation;

internal sealed class RemindUntilPaid : Orchestrator<string, int>
{
    private static readonly RetryPolicy Patience = new(5, TimeSpan.FromSeconds(10)) { BackoffCoefficient = 2 };

    protected override async Task<int> RunAsync(OrchestrationContext context, string input)
    {
        for (var reminders = 0; ; reminders++)
        {
            if (await context.CallActivityAsync<bool>("AskWhetherPaid", input, Patience))
            {
                return reminders;
            }

            try
            {
                await context.WaitForExternalEvent<string>("bell", TimeSpan.FromHours(1));
            }
            catch (OperationCanceledException)
            {
                await context.CallActivityAsync("Remind", input, Patience);
            }
        }
    }
}
