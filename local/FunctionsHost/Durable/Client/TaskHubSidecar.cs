using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HzFunctions.Durable.Protocol;
using HzFunctions.Local.FunctionsHost.Durable.Instances;

namespace HzFunctions.Local.FunctionsHost.Durable.Client;

/// <summary>The gRPC service by which a handler starts, asks about and steers instances; statuses are those of extension 3.15.0.</summary>
internal sealed class TaskHubSidecar(HubEngine engine) : TaskHubSidecarService.TaskHubSidecarServiceBase
{
    private const int DefaultPage = 100;

    public override Task<Empty> Hello(Empty request, ServerCallContext context) => Task.FromResult(new Empty());

    public override async Task<CreateInstanceResponse> StartInstance(CreateInstanceRequest request, ServerCallContext context) => new()
    {
        InstanceId = await engine.StartAsync(
            new StartOrder(request.InstanceId, request.Name, request.Input, request.Version, request.ScheduledStartTimestamp?.ToDateTimeOffset()),
            context.CancellationToken),
    };

    public override async Task<GetInstanceResponse> GetInstance(GetInstanceRequest request, ServerCallContext context)
    {
        var state = await engine.FindStateAsync(request.InstanceId, context.CancellationToken);
        return state is null
            ? new GetInstanceResponse()
            : new GetInstanceResponse { Exists = true, OrchestrationState = await ShowAsync(state, request.GetInputsAndOutputs, context) };
    }

    public override Task<GetInstanceResponse> WaitForInstanceStart(GetInstanceRequest request, ServerCallContext context) =>
        WaitAsync(request, state => state.Status != OrchestrationStatus.Pending, context);

    public override Task<GetInstanceResponse> WaitForInstanceCompletion(GetInstanceRequest request, ServerCallContext context) =>
        WaitAsync(request, state => state.IsFinished, context);

    public override async Task<RaiseEventResponse> RaiseEvent(RaiseEventRequest request, ServerCallContext context)
    {
        await engine.RaiseEventAsync(request.InstanceId, request.Name, request.Input, context.CancellationToken);
        return new RaiseEventResponse();
    }

    public override async Task<TerminateResponse> TerminateInstance(TerminateRequest request, ServerCallContext context)
    {
        await engine.TerminateAsync(request.InstanceId, request.Output, context.CancellationToken);
        return new TerminateResponse();
    }

    public override async Task<SuspendResponse> SuspendInstance(SuspendRequest request, ServerCallContext context)
    {
        await engine.SuspendAsync(request.InstanceId, request.Reason, context.CancellationToken);
        return new SuspendResponse();
    }

    public override async Task<ResumeResponse> ResumeInstance(ResumeRequest request, ServerCallContext context)
    {
        await engine.ResumeAsync(request.InstanceId, request.Reason, context.CancellationToken);
        return new ResumeResponse();
    }

    public override async Task<RewindInstanceResponse> RewindInstance(RewindInstanceRequest request, ServerCallContext context)
    {
        await engine.RewindAsync(request.InstanceId, request.Reason, context.CancellationToken);
        return new RewindInstanceResponse();
    }

    public override async Task<QueryInstancesResponse> QueryInstances(QueryInstancesRequest request, ServerCallContext context)
    {
        var query = request.Query ?? new InstanceQuery();
        var filter = new InstanceFilter(
            query.RuntimeStatus, query.CreatedTimeFrom?.ToDateTimeOffset(), query.CreatedTimeTo?.ToDateTimeOffset(), query.InstanceIdPrefix);
        var page = query.MaxInstanceCount > 0 ? query.MaxInstanceCount : DefaultPage;
        var found = await engine.QueryAsync(filter, query.ContinuationToken ?? "", page, context.CancellationToken);
        var response = new QueryInstancesResponse { ContinuationToken = found.Count == page ? found[^1].Id : null };
        foreach (var state in found)
        {
            response.OrchestrationState.Add(await ShowAsync(state, query.FetchInputsAndOutputs, context));
        }

        return response;
    }

    public override async Task<PurgeInstancesResponse> PurgeInstances(PurgeInstancesRequest request, ServerCallContext context)
    {
        var count = request.RequestCase switch
        {
            PurgeInstancesRequest.RequestOneofCase.InstanceId => await engine.PurgeAsync(request.InstanceId, context.CancellationToken) ? 1 : 0,
            PurgeInstancesRequest.RequestOneofCase.PurgeInstanceFilter => await PurgeAsync(request.PurgeInstanceFilter, context.CancellationToken),
            _ => throw new DurableRequestException(DurableRefusal.Invalid, "A purge needs an instance id or a filter."),
        };
        return new PurgeInstancesResponse { DeletedInstanceCount = count, IsComplete = true };
    }

    private Task<int> PurgeAsync(PurgeInstanceFilter filter, CancellationToken cancellationToken) =>
        filter.CreatedTimeFrom is { } from
            ? engine.PurgeAsync(new InstanceFilter(filter.RuntimeStatus, from.ToDateTimeOffset(), filter.CreatedTimeTo?.ToDateTimeOffset()), cancellationToken)
            : throw new DurableRequestException(DurableRefusal.Invalid, "A purge by filter needs createdTimeFrom.");

    private async Task<GetInstanceResponse> WaitAsync(GetInstanceRequest request, Func<InstanceState, bool> isWanted, ServerCallContext context)
    {
        await engine.WaitAsync(request.InstanceId, isWanted, context.CancellationToken);
        return await GetInstance(request, context);
    }

    private async Task<OrchestrationState> ShowAsync(InstanceState state, bool withDetail, ServerCallContext context) =>
        withDetail && await engine.FindDetailAsync(state.Id, context.CancellationToken) is { } found
            ? OrchestrationStates.Of(found.State, found.Detail)
            : OrchestrationStates.Of(state, detail: null);
}
