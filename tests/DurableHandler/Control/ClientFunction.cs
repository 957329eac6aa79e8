using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Durable.Client;
using HzFunctions.Durable.Generations;
using HzFunctions.Durable.Invocation;

namespace HzFunctions.DurableHandler.Control;

/// <summary>Does with the Durable client what a test asks by HTTP; the envelope brings the request and the client.</summary>
internal sealed class ClientFunction(DurableClients clients, GenerationTable rows)
{
    public async Task RunAsync(HttpContext context)
    {
        using var invocation = await HostInvocation.ReadAsync(context.Request.Body, context.RequestAborted);
        var request = JsonSerializer.Deserialize(invocation.TextOf("request")!, EnvelopeJson.Default.EnvelopedRequest)!;
        var command = JsonSerializer.Deserialize(request.Body!, ControlJson.Default.ClientCommand)!;
        var answer = await RunAsync(clients.FromBinding(invocation.TextOf("client")), command, context.RequestAborted);

        context.Response.ContentType = "application/json";
        var body = JsonSerializer.Serialize(answer, ControlJson.Default.ClientAnswer);
        var envelope = new JsonObject
        {
            ["Outputs"] = new JsonObject { ["response"] = new JsonObject { ["statusCode"] = 200, ["body"] = body } },
        };
        await context.Response.WriteAsync(envelope.ToJsonString(), CancellationToken.None);
    }

    private async Task<ClientAnswer> RunAsync(DurableClient client, ClientCommand command, CancellationToken cancellationToken) => command.Operation switch
    {
        "start" => new($"{await client.StartAsync(command.Name!, command.InstanceId, command.Input, cancellationToken)}"),
        "raise" => new($"{await client.RaiseEventAsync(command.InstanceId, command.Name!, command.Input, cancellationToken)}"),
        "terminate" => new($"{await client.TerminateAsync(command.InstanceId, command.Name!, cancellationToken)}"),
        "suspend" => new($"{await client.SuspendAsync(command.InstanceId, "test", cancellationToken)}"),
        "resume" => new($"{await client.ResumeAsync(command.InstanceId, "test", cancellationToken)}"),
        "purge" => new($"{await client.PurgeAsync(command.InstanceId, cancellationToken)}"),
        "get" => Describe(await client.GetAsync(command.InstanceId, fetchInputsAndOutputs: true, cancellationToken)),
        "query" => await CountAsync(client, command.InstanceId, cancellationToken),
        "startGeneration" => await StartGenerationAsync(client, command, cancellationToken),
        "supersede" => new($"{await Generations.SupersedeAsync(client, command.Name!, GenerationId.Parse(command.InstanceId), command.Input, cancellationToken)}"),
        _ => new("unknown operation"),
    };

    private InstanceGenerations Generations => new(rows);

    private static ClientAnswer Describe(OrchestrationMetadata? instance) => instance is null
        ? new("none")
        : new($"{instance.RuntimeStatus}", ReadOrQuote(instance.SerializedOutput), ReadOrQuote(instance.SerializedCustomStatus));

    // The output of a failed instance is plain text.
    private static JsonElement? ReadOrQuote(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text, ControlJson.Default.String);
        }
    }

    private static async Task<ClientAnswer> CountAsync(DurableClient client, string prefix, CancellationToken cancellationToken)
    {
        var query = new OrchestrationQuery { InstanceIdPrefix = prefix, PageSize = 3 };
        var found = await client.QueryAsync(query, cancellationToken).CountAsync(cancellationToken);
        return new($"{found}");
    }

    private async Task<ClientAnswer> StartGenerationAsync(DurableClient client, ClientCommand command, CancellationToken cancellationToken)
    {
        await rows.AddAsync(command.InstanceId, cancellationToken);
        return new($"{await Generations.StartAsync(client, command.Name!, command.InstanceId, command.Input, cancellationToken)}");
    }
}
