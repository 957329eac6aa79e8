using HzFunctions.Local.FunctionsHost.Bindings;
using HzFunctions.Local.FunctionsHost.Configuration;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.FunctionsHost.Durable.Bindings;

/// <summary>The durableClient input: a text that tells a function where the engine can be reached.</summary>
internal sealed class DurableClientInput(DurableContact contact, AppSettings settings, DurableSettings durable) : IInputType
{
    public string Type => DurableFunctions.DurableClient;

    public IEnumerable<string> Check(BindingDefinition binding)
    {
        if (binding.Text("taskHub") is { Length: > 0 } hub && !hub.Equals(durable.HubName, StringComparison.OrdinalIgnoreCase))
        {
            yield return $"binding '{binding.Name}' is for task hub '{hub}', and the local host has the hub '{durable.HubName}' alone.";
        }

        foreach (var problem in DurableRequirements.Check(settings, durable))
        {
            yield return problem;
        }
    }

    public async ValueTask<object?> ReadAsync(BindingDefinition binding, CancellationToken cancellationToken)
    {
        var addresses = await contact.GetAsync(cancellationToken);
        return new JObject
        {
            ["taskHubName"] = durable.HubName,
            ["connectionName"] = binding.Text("connectionName"),
            ["creationUrls"] = null,
            ["managementUrls"] = null,
            ["baseUrl"] = null,
            ["requiredQueryStringParameters"] = $"code={addresses.SystemKey}",
            ["rpcBaseUrl"] = addresses.Rpc.ToString().TrimEnd('/'),
            ["httpBaseUrl"] = addresses.Management.ToString(),

            // Members that newer extensions add, the last of them a text within quotation marks of its own.
            ["useForwardedHost"] = false,
            ["maxGrpcMessageSizeInBytes"] = int.MaxValue,
            ["grpcHttpClientTimeout"] = "\"00:01:40\"",
        }.ToString(Formatting.None);
    }
}
