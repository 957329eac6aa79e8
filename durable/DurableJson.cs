using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HzFunctions.Durable;

/// <summary>JSON by source-generated contexts: those that the worker was given, and one for the plain types.</summary>
public sealed class DurableJson
{
    private readonly JsonSerializerOptions _options;

    /// <summary>Makes one over the contexts of an application.</summary>
    public DurableJson(params IEnumerable<IJsonTypeInfoResolver> contexts)
    {
        _options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            TypeInfoResolver = JsonTypeInfoResolver.Combine([.. contexts, PlainTypes.Default]),
        };
        _options.MakeReadOnly();
    }

    /// <summary>A value as JSON; null stays null.</summary>
    /// <exception cref="NotSupportedException">No context knows the type.</exception>
    public string? Write(object? value) => value is null ? null : JsonSerializer.Serialize(value, _options.GetTypeInfo(value.GetType()));

    /// <summary>A value of JSON; the default where there is none.</summary>
    /// <exception cref="JsonException">The text is no such value.</exception>
    /// <exception cref="NotSupportedException">No context knows the type.</exception>
    public T? Read<T>(string? text) => text is null ? default : JsonSerializer.Deserialize(text, (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T)));
}

/// <summary>The plain types, which need no context of the application.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool?))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(long?))]
[JsonSerializable(typeof(double?))]
[JsonSerializable(typeof(decimal?))]
[JsonSerializable(typeof(Guid?))]
[JsonSerializable(typeof(DateTimeOffset?))]
[JsonSerializable(typeof(TimeSpan?))]
[JsonSerializable(typeof(JsonElement?))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(int[]))]
internal sealed partial class PlainTypes : JsonSerializerContext;
