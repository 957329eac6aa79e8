using Grpc.Core;
using Grpc.Core.Interceptors;

namespace HzFunctions.Local.FunctionsHost.Durable.Client;

/// <summary>What holds for every call of the gRPC service: it is for this hub, and a refusal is a status.</summary>
internal sealed class ClientRules(string hubName, CancellationToken stopping) : Interceptor
{
    private const string HubHeader = "durable-taskhub";

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (context.RequestHeaders.GetValue(HubHeader) is { } asked && !asked.Equals(hubName, StringComparison.OrdinalIgnoreCase))
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"The local host has the task hub '{hubName}', not '{asked}'."));
        }

        try
        {
            return await continuation(request, context);
        }
        catch (DurableRequestException error)
        {
            throw new RpcException(new Status(StatusOf(error.Refusal), error.Message));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The host stops."));
        }
    }

    private static StatusCode StatusOf(DurableRefusal refusal) => refusal switch
    {
        DurableRefusal.NotFound => StatusCode.NotFound,
        DurableRefusal.WrongState => StatusCode.FailedPrecondition,
        DurableRefusal.AlreadyExists => StatusCode.AlreadyExists,
        _ => StatusCode.InvalidArgument,
    };
}
