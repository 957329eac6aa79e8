using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HzFunctions.Durable.Protocol;
using HzFunctions.Durable.Worker;

namespace HzFunctions.Durable.Client;

/// <summary>
/// Starts, asks about and steers instances through the host's local gRPC listener. Every call has a time limit; one that runs out of it, or
/// does not reach the host, throws <see cref="RpcException"/>, and may have been carried out.
/// </summary>
public sealed class DurableClient
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    private readonly TaskHubSidecarService.TaskHubSidecarServiceClient _service;
    private readonly DurableClientBinding _binding;
    private readonly FunctionRegistry _functions;
    private readonly DurableJson _json;
    private readonly TimeProvider _time;

    internal DurableClient(
        TaskHubSidecarService.TaskHubSidecarServiceClient service,
        DurableClientBinding binding,
        FunctionRegistry functions,
        DurableJson json,
        TimeProvider time)
    {
        _service = service;
        _binding = binding;
        _functions = functions;
        _json = json;
        _time = time;
    }

    /// <summary>Starts an instance. One that is over is replaced; one that is not goes on, and nothing is started.</summary>
    /// <param name="orchestrator">The orchestrator's function.</param>
    /// <param name="instanceId">The instance's id: chosen by the caller, so that a repeat starts nothing twice.</param>
    /// <param name="input">Its input, as JSON.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ArgumentException">
    /// The id breaks a rule, or this worker has no such orchestrator: the host would accept both, and never run it.
    /// </exception>
    public async Task<StartOutcome> StartAsync(string orchestrator, string instanceId, object? input, CancellationToken cancellationToken)
    {
        InstanceIds.Check(instanceId);
        if (!_functions.Orchestrators.ContainsKey(orchestrator))
        {
            throw new ArgumentException($"This worker has no orchestrator '{orchestrator}'.", nameof(orchestrator));
        }

        try
        {
            var request = new CreateInstanceRequest { Name = orchestrator, InstanceId = instanceId, Input = _json.Write(input) };
            await _service.StartInstanceAsync(request, Options(cancellationToken)).ConfigureAwait(false);
            return StartOutcome.Started;
        }
        catch (RpcException answer) when (answer.StatusCode == StatusCode.AlreadyExists)
        {
            return StartOutcome.AlreadyRunning;
        }
    }

    /// <summary>Raises an event at an instance.</summary>
    public Task<DeliveryOutcome> RaiseEventAsync(string instanceId, string eventName, object? payload, CancellationToken cancellationToken) =>
        DeliverAsync(
            instanceId,
            options => _service.RaiseEventAsync(new RaiseEventRequest { InstanceId = instanceId, Name = eventName, Input = _json.Write(payload) }, options).ResponseAsync,
            cancellationToken);

    /// <summary>Ends an instance; what it had begun goes on, and its results are dropped.</summary>
    public Task<DeliveryOutcome> TerminateAsync(string instanceId, string reason, CancellationToken cancellationToken) =>
        DeliverAsync(
            instanceId,
            options => _service.TerminateInstanceAsync(new TerminateRequest { InstanceId = instanceId, Output = _json.Write(reason) }, options).ResponseAsync,
            cancellationToken);

    /// <summary>Halts an instance: it takes no further step until it is resumed.</summary>
    public Task<DeliveryOutcome> SuspendAsync(string instanceId, string reason, CancellationToken cancellationToken) =>
        DeliverAsync(
            instanceId,
            options => _service.SuspendInstanceAsync(new SuspendRequest { InstanceId = instanceId, Reason = reason }, options).ResponseAsync,
            cancellationToken);

    /// <summary>Lets a halted instance go on.</summary>
    public Task<DeliveryOutcome> ResumeAsync(string instanceId, string reason, CancellationToken cancellationToken) =>
        DeliverAsync(
            instanceId,
            options => _service.ResumeInstanceAsync(new ResumeRequest { InstanceId = instanceId, Reason = reason }, options).ResponseAsync,
            cancellationToken);

    /// <summary>An instance as it is now; null where there is none.</summary>
    public async Task<OrchestrationMetadata?> GetAsync(string instanceId, bool fetchInputsAndOutputs, CancellationToken cancellationToken)
    {
        var request = new GetInstanceRequest { InstanceId = instanceId, GetInputsAndOutputs = fetchInputsAndOutputs };
        var answer = await _service.GetInstanceAsync(request, Options(cancellationToken)).ConfigureAwait(false);
        return answer.Exists ? new OrchestrationMetadata(answer.OrchestrationState, _json) : null;
    }

    /// <summary>All instances that fit a query, asked for page by page.</summary>
    public async IAsyncEnumerable<OrchestrationMetadata> QueryAsync(
        OrchestrationQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var request = new QueryInstancesRequest { Query = ToProtocol(query) };
        do
        {
            var page = await _service.QueryInstancesAsync(request, Options(cancellationToken)).ConfigureAwait(false);
            foreach (var state in page.OrchestrationState)
            {
                yield return new OrchestrationMetadata(state, _json);
            }

            request.Query.ContinuationToken = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(request.Query.ContinuationToken));
    }

    /// <summary>Removes an instance that is over, with its history. Whether there was one.</summary>
    public async Task<bool> PurgeAsync(string instanceId, CancellationToken cancellationToken)
    {
        var request = new PurgeInstancesRequest { InstanceId = instanceId };
        var answer = await _service.PurgeInstancesAsync(request, Options(cancellationToken)).ConfigureAwait(false);
        return answer.DeletedInstanceCount > 0;
    }

    private async Task<DeliveryOutcome> DeliverAsync(string instanceId, Func<CallOptions, Task> call, CancellationToken cancellationToken)
    {
        try
        {
            await call(Options(cancellationToken)).ConfigureAwait(false);
            return DeliveryOutcome.Delivered;
        }
        catch (RpcException answer) when (answer.StatusCode == StatusCode.NotFound)
        {
            return DeliveryOutcome.NotFound;
        }
        catch (RpcException answer) when (answer.StatusCode == StatusCode.FailedPrecondition)
        {
            return DeliveryOutcome.Finished;
        }
        catch (RpcException answer) when (answer.StatusCode == StatusCode.Unknown)
        {
            // Older hosts say no more than that; the instance itself tells which it is.
            var instance = await GetAsync(instanceId, fetchInputsAndOutputs: false, cancellationToken).ConfigureAwait(false);
            return instance switch
            {
                null => DeliveryOutcome.NotFound,
                { IsCompleted: true } => DeliveryOutcome.Finished,
                _ => throw new RpcException(answer.Status, answer.Trailers, answer.Message),
            };
        }
    }

    private static InstanceQuery ToProtocol(OrchestrationQuery query) => new()
    {
        CreatedTimeFrom = query.CreatedFrom?.ToTimestamp(),
        CreatedTimeTo = query.CreatedTo?.ToTimestamp(),
        RuntimeStatus = { query.Statuses.Select(status => (OrchestrationStatus)status) },
        InstanceIdPrefix = query.InstanceIdPrefix,
        MaxInstanceCount = query.PageSize,
        FetchInputsAndOutputs = query.FetchInputsAndOutputs,
    };

    private CallOptions Options(CancellationToken cancellationToken)
    {
        var headers = new Metadata { { "Durable-TaskHub", _binding.TaskHubName ?? string.Empty } };
        if (_binding.ConnectionName is { Length: > 0 } connection)
        {
            headers.Add("Durable-ConnectionName", connection);
        }

        return new CallOptions(headers, _time.GetUtcNow().UtcDateTime + TimeLimit, cancellationToken);
    }
}
