using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using HzFunctions.Durable.Protocol;

namespace HzFunctions.Local.Tests.FunctionsHost.Durable.Support;

/// <summary>A client of the gRPC service that knows only its paths and messages.</summary>
internal sealed class DurableClient(string address) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { MaxReceiveMessageSize = null });

    public async Task<string> StartAsync(string name, string id, string? input = null) =>
        (await CallAsync("StartInstance", new CreateInstanceRequest { Name = name, InstanceId = id, Input = input }, CreateInstanceResponse.Parser)).InstanceId;

    public async Task<OrchestrationState?> FindAsync(string id, bool withDetail = true)
    {
        var response = await CallAsync("GetInstance", new GetInstanceRequest { InstanceId = id, GetInputsAndOutputs = withDetail }, GetInstanceResponse.Parser);
        return response.Exists ? response.OrchestrationState : null;
    }

    public async Task<OrchestrationState> StartedAsync(string id) =>
        (await CallAsync("WaitForInstanceStart", new GetInstanceRequest { InstanceId = id }, GetInstanceResponse.Parser)).OrchestrationState;

    public async Task<OrchestrationState> EndAsync(string id) =>
        (await CallAsync(
            "WaitForInstanceCompletion", new GetInstanceRequest { InstanceId = id, GetInputsAndOutputs = true }, GetInstanceResponse.Parser)).OrchestrationState;

    public async Task<OrchestrationState> RunAsync(string name, string id, string? input = null)
    {
        await StartAsync(name, id, input);
        return await EndAsync(id);
    }

    public Task RaiseAsync(string id, string name, string? input = null) =>
        CallAsync("RaiseEvent", new RaiseEventRequest { InstanceId = id, Name = name, Input = input }, RaiseEventResponse.Parser);

    public Task TerminateAsync(string id, string? output = null) =>
        CallAsync("TerminateInstance", new TerminateRequest { InstanceId = id, Output = output }, TerminateResponse.Parser);

    public Task SuspendAsync(string id, string reason) =>
        CallAsync("SuspendInstance", new SuspendRequest { InstanceId = id, Reason = reason }, SuspendResponse.Parser);

    public Task ResumeAsync(string id, string reason) =>
        CallAsync("ResumeInstance", new ResumeRequest { InstanceId = id, Reason = reason }, ResumeResponse.Parser);

    public Task RewindAsync(string id) =>
        CallAsync("RewindInstance", new RewindInstanceRequest { InstanceId = id, Reason = "again" }, RewindInstanceResponse.Parser);

    public Task<QueryInstancesResponse> QueryAsync(InstanceQuery query) =>
        CallAsync("QueryInstances", new QueryInstancesRequest { Query = query }, QueryInstancesResponse.Parser);

    public async Task<int> PurgeAsync(PurgeInstancesRequest request) =>
        (await CallAsync("PurgeInstances", request, PurgeInstancesResponse.Parser)).DeletedInstanceCount;

    public Task HelloAsync(string hub) => CallAsync("Hello", new Empty(), Empty.Parser, new Metadata { { "Durable-TaskHub", hub } });

    public static async Task<StatusCode> RefusalAsync(Task call) => (await Assert.ThrowsAsync<RpcException>(() => call)).StatusCode;

    public void Dispose() => _channel.Dispose();

    private async Task<TResponse> CallAsync<TRequest, TResponse>(
        string name, TRequest request, MessageParser<TResponse> parser, Metadata? headers = null)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var method = new Method<TRequest, TResponse>(
            MethodType.Unary,
            "TaskHubSidecarService",
            name,
            Marshallers.Create<TRequest>(message => message.ToByteArray(), _ => throw new NotSupportedException()),
            Marshallers.Create<TResponse>(_ => throw new NotSupportedException(), parser.ParseFrom));
        var options = new CallOptions(headers, TimeProvider.System.GetUtcNow().UtcDateTime + Limit, TestContext.Current.CancellationToken);
        using var call = _channel.CreateCallInvoker().AsyncUnaryCall(method, host: null, options, request);
        return await call;
    }
}
