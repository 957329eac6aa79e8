using HzFunctions.Durable.Client;

namespace HzFunctions.Functions.Retention;

/// <summary>Removes orchestrations that have ended, with their histories: the truth about what they drove is in our own rows.</summary>
internal sealed class InstanceRetention(RetentionOptions options, TimeProvider time)
{
    private static readonly OrchestrationRuntimeStatus[] Ended =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated, OrchestrationRuntimeStatus.Canceled];

    /// <summary>Removes so many at most.</summary>
    public async Task<int> RemoveAsync(DurableClient client, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - TimeSpan.FromDays(options.InstanceDays);
        var found = new List<string>();
        var query = new OrchestrationQuery { CreatedTo = before, Statuses = Ended };
        await foreach (var instance in client.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            // A bill begins anew in each round, and is as old as its last.
            if (instance.IsCompleted && instance.LastUpdatedAt < before)
            {
                found.Add(instance.InstanceId);
            }

            if (found.Count == options.StepsPerRun)
            {
                break;
            }
        }

        var removed = 0;
        foreach (var instance in found)
        {
            removed += await client.PurgeAsync(instance, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        return removed;
    }
}
