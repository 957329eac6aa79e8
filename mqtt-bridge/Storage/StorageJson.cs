using System.Text.Json.Serialization;

namespace HzFunctions.MqttBridge.Storage;

/// <summary>Source-generated serialization.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(QuarantinedMessage))]
[JsonSerializable(typeof(ReturnedMessage))]
internal sealed partial class StorageJson : JsonSerializerContext;
