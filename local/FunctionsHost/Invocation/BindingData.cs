using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.FunctionsHost.Invocation;

/// <summary>
/// What a trigger knows beside its payload. It becomes the envelope's Metadata, where nulls and every name that ends with
/// "trigger" are left out.
/// </summary>
internal sealed class BindingData
{
    // A name that comes again in other case replaces the value and keeps the first spelling, as in the WebJobs SDK.
    private readonly Dictionary<string, object?> _values = new(StringComparer.OrdinalIgnoreCase);

    public object? this[string name]
    {
        set => _values[name] = value;
    }

    /// <summary>
    /// Where the payload is the text of a JSON object, its members that are no arrays are known too, and win: scalars as
    /// text, objects as objects.
    /// </summary>
    public void Spill(string payload)
    {
        if (!payload.TrimStart().StartsWith('{'))
        {
            return;
        }

        try
        {
            foreach (var member in JObject.Parse(payload).Properties().Where(member => member.Value.Type is not (JTokenType.Array or JTokenType.Null)))
            {
                _values[member.Name] = member.Value is JValue scalar ? Convert.ToString(scalar.Value, CultureInfo.InvariantCulture) : member.Value;
            }
        }
        catch (JsonReaderException)
        {
            // A text that only looks like an object says nothing more.
        }
    }

    /// <summary>The Metadata of an invocation.</summary>
    public JObject ToMetadata(string functionName, DateTimeOffset now)
    {
        var metadata = new JObject();
        foreach (var (name, value) in _values)
        {
            if (value is not null && !name.EndsWith("trigger", StringComparison.OrdinalIgnoreCase))
            {
                metadata[name] = EnvelopeValue.Encode(value);
            }
        }

        metadata["sys"] = new JObject
        {
            ["MethodName"] = functionName,
            ["UtcNow"] = now.UtcDateTime,
            ["RandGuid"] = Guid.NewGuid(),
        };
        return metadata;
    }
}
