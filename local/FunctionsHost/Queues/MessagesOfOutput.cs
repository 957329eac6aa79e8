using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.FunctionsHost.Queues;

/// <summary>What becomes messages of an output value: by the rules of the real host, odd ones included.</summary>
internal static class MessagesOfOutput
{
    /// <summary>The messages, in order.</summary>
    /// <exception cref="JsonException">A text looks like JSON and is not.</exception>
    public static IEnumerable<byte[]> Read(object value) => value switch
    {
        byte[] bytes => [bytes],
        JArray elements => elements.Select(OfElement).Select(Encoding.UTF8.GetBytes).ToList(),
        JObject members => [Encoding.UTF8.GetBytes(Print(members))],
        string text when Looks(text, '[', ']') => Read(JArray.Parse(text)),
        string text when Looks(text, '{', '}') => Read(JObject.Parse(text)),
        _ => [Encoding.UTF8.GetBytes(Print(value))],
    };

    private static bool Looks(string text, char first, char last)
    {
        var trimmed = text.AsSpan().Trim();
        return trimmed.Length >= 2 && trimmed[0] == first && trimmed[^1] == last;
    }

    private static string OfElement(JToken element) => element is JValue scalar ? Print(scalar.Value) : Print(element);

    private static string Print(object? value) => value switch
    {
        JToken token => token.ToString(Formatting.Indented),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
