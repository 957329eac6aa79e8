using Grpc.Core;
using HzFunctions.Durable.Client;
using HzFunctions.Durable.Protocol;
using HzFunctions.Durable.Worker;

namespace HzFunctions.Durable.Tests.Client;

/// <summary>The host's gRPC listener as far as a client sees it: instances in memory, with the host's answers.</summary>
internal sealed class FakeHost : CallInvoker
{
    /// <summary>What instances there are, and what they do.</summary>
    public Dictionary<string, OrchestrationState> Instances { get; } = [];

    /// <summary>Each call's method, with its options.</summary>
    public List<(string Method, CallOptions Options)> Calls { get; } = [];

    /// <summary>Called before each call is carried out.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Whether refusals carry no more than UNKNOWN, as those of older hosts.</summary>
    public bool IsOld { get; set; }

    /// <summary>What the clients' inputs are written with.</summary>
    public DurableJson Json { get; init; } = new();

    public DurableClient CreateClient(params IEnumerable<string> orchestrators)
    {
        var functions = new FunctionRegistry();
        foreach (var name in orchestrators)
        {
            functions.Orchestrators.Add(name, _ => throw new NotSupportedException());
        }

        return new DurableClient(
            new TaskHubSidecarService.TaskHubSidecarServiceClient(this),
            DurableClientBinding.Read("""{"taskHubName":"hub","rpcBaseUrl":"http://127.0.0.1:1","newer":{}}"""),
            functions,
            Json,
            TimeProvider.System);
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        Calls.Add((method.Name, options));
        return new AsyncUnaryCall<TResponse>(
            RunAsync(), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });

        async Task<TResponse> RunAsync()
        {
            await Before(method.Name);
            return (TResponse)Answer(request);
        }
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    private object Answer(object request) => request switch
    {
        CreateInstanceRequest create => Start(create),
        TerminateRequest terminate => Steer(terminate.InstanceId, OrchestrationStatus.Terminated, terminate.Output, new TerminateResponse()),
        SuspendRequest suspend => Steer(suspend.InstanceId, OrchestrationStatus.Suspended, output: null, new SuspendResponse()),
        ResumeRequest resume => Steer(resume.InstanceId, OrchestrationStatus.Running, output: null, new ResumeResponse()),
        RaiseEventRequest raise => Steer(raise.InstanceId, OrchestrationStatus.Running, output: null, new RaiseEventResponse()),
        GetInstanceRequest get => new GetInstanceResponse
        {
            Exists = Instances.TryGetValue(get.InstanceId, out var state),
            OrchestrationState = state,
        },
        QueryInstancesRequest query => Page(query.Query),
        PurgeInstancesRequest purge => new PurgeInstancesResponse { DeletedInstanceCount = Instances.Remove(purge.InstanceId) ? 1 : 0 },
        _ => throw new NotSupportedException(),
    };

    private CreateInstanceResponse Start(CreateInstanceRequest create)
    {
        if (Instances.TryGetValue(create.InstanceId, out var there) && !IsOver(there))
        {
            throw new RpcException(new Status(StatusCode.AlreadyExists, "an instance of that id is running"));
        }

        Instances[create.InstanceId] = new OrchestrationState { InstanceId = create.InstanceId, Name = create.Name, Input = create.Input };
        return new CreateInstanceResponse { InstanceId = create.InstanceId };
    }

    private T Steer<T>(string instanceId, OrchestrationStatus status, string? output, T answer)
    {
        if (!Instances.TryGetValue(instanceId, out var state))
        {
            throw new RpcException(new Status(IsOld ? StatusCode.Unknown : StatusCode.NotFound, "no such instance"));
        }

        if (IsOver(state))
        {
            throw new RpcException(new Status(IsOld ? StatusCode.Unknown : StatusCode.FailedPrecondition, "the instance is over"));
        }

        state.OrchestrationStatus = status;
        state.Output = output;
        return answer;
    }

    private QueryInstancesResponse Page(InstanceQuery query)
    {
        var from = query.ContinuationToken is null ? 0 : int.Parse(query.ContinuationToken, System.Globalization.CultureInfo.InvariantCulture);
        var all = Instances.Values.Where(state => state.InstanceId.StartsWith(query.InstanceIdPrefix ?? "", StringComparison.Ordinal)).ToList();
        var next = from + query.MaxInstanceCount;
        return new QueryInstancesResponse
        {
            OrchestrationState = { all.Skip(from).Take(query.MaxInstanceCount) },
            ContinuationToken = next < all.Count ? next.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
        };
    }

    private static bool IsOver(OrchestrationState state) =>
        state.OrchestrationStatus is OrchestrationStatus.Completed or OrchestrationStatus.Failed or OrchestrationStatus.Terminated;
}
