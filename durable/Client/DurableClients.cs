using System.Collections.Concurrent;
using Grpc.Net.Client;
using HzFunctions.Durable.Protocol;
using HzFunctions.Durable.Worker;

namespace HzFunctions.Durable.Client;

/// <summary>
/// Makes clients from durableClient bindings, with one connection for each address. The host's listener moves when the host is started
/// again, and then this process is started again too.
/// </summary>
public sealed class DurableClients : IDisposable
{
    private readonly ConcurrentDictionary<string, GrpcChannel> _channels = new(StringComparer.Ordinal);
    private readonly FunctionRegistry _functions;
    private readonly DurableJson _json;
    private readonly TimeProvider _time;

    internal DurableClients(FunctionRegistry functions, DurableJson json, TimeProvider time)
    {
        _functions = functions;
        _json = json;
        _time = time;
    }

    /// <summary>The client that a binding speaks of.</summary>
    /// <param name="payload">The binding's text in the current invocation; one of an earlier invocation may be out of date.</param>
    /// <exception cref="FormatException">The payload is not that of a durableClient binding.</exception>
    public DurableClient FromBinding(string? payload)
    {
        var binding = DurableClientBinding.Read(payload);
        var channel = _channels.GetOrAdd(binding.RpcBaseUrl!, static address => GrpcChannel.ForAddress(address, CreateOptions()));
        return new DurableClient(new TaskHubSidecarService.TaskHubSidecarServiceClient(channel), binding, _functions, _json, _time);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var channel in _channels.Values)
        {
            channel.Dispose();
        }
    }

    private static GrpcChannelOptions CreateOptions() => new()
    {
        MaxReceiveMessageSize = null,
        MaxSendMessageSize = null,
        HttpHandler = new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null },
        DisposeHttpClient = true,
    };
}
