using System.Text.Json;
using System.Text.Json.Serialization;

namespace HzFunctions.Durable.Client;

/// <summary>What a durableClient binding brings: where the host's gRPC listener is, and which hub is meant. Unknown members are ignored.</summary>
/// <param name="TaskHubName">The hub.</param>
/// <param name="RpcBaseUrl">The listener; it may be another one at the next invocation.</param>
/// <param name="ConnectionName">The setting with the hub's storage; null for the default.</param>
internal sealed record DurableClientBinding(string? TaskHubName, string? RpcBaseUrl, string? ConnectionName)
{
    /// <exception cref="FormatException">It is no such payload.</exception>
    public static DurableClientBinding Read(string? payload)
    {
        try
        {
            return payload is not null
                && JsonSerializer.Deserialize(payload, BindingJson.Default.DurableClientBinding) is { RpcBaseUrl.Length: > 0 } binding
                ? binding
                : throw new FormatException("The durableClient binding brings no rpcBaseUrl: the worker runtime must be 'custom'.");
        }
        catch (JsonException fault)
        {
            throw new FormatException("The durableClient binding's payload is no JSON.", fault);
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DurableClientBinding))]
internal sealed partial class BindingJson : JsonSerializerContext;
