using System.Text.Json;
using System.Text.Json.Serialization;

namespace HzFunctions.DurableHandler.Control;

/// <summary>What a test wants of the Durable client.</summary>
internal sealed record ClientCommand(string Operation, string InstanceId, string? Name = null, JsonElement? Input = null);

/// <summary>What the client said.</summary>
internal sealed record ClientAnswer(string Outcome, JsonElement? Output = null, JsonElement? CustomStatus = null);

/// <summary>The HTTP trigger's request in the host's envelope.</summary>
internal sealed record EnvelopedRequest(string? Body);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ClientCommand))]
[JsonSerializable(typeof(ClientAnswer))]
internal sealed partial class ControlJson : JsonSerializerContext;

[JsonSerializable(typeof(EnvelopedRequest))]
internal sealed partial class EnvelopeJson : JsonSerializerContext;
