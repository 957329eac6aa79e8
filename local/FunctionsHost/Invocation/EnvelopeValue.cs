using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.FunctionsHost.Invocation;

/// <summary>
/// How one value stands in the envelope that goes to the handler: objects as they are, bytes and instants as one text,
/// everything else as a JSON string whose content is the JSON text of the value.
/// </summary>
internal static class EnvelopeValue
{
    /// <summary>The JSON of a value: a text, a number, true or false, bytes, an instant, a JSON value, or null.</summary>
    public static JToken Encode(object? value) => value switch
    {
        byte[] bytes => Convert.ToBase64String(bytes),
        DateTimeOffset instant => instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        JObject members => members.DeepClone(),
        JToken token => token.ToString(Formatting.None),
        _ => JsonConvert.SerializeObject(value),
    };
}
