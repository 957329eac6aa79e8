using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.FunctionsHost.Invocation;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.FunctionsHost.Durable.Activities;

/// <summary>The input of an activity as the host hands it on: parsed, printed again, and spilled into the metadata.</summary>
internal static class ActivityInput
{
    /// <exception cref="JsonException">The input is no JSON.</exception>
    public static InvocationInput Of(FunctionDefinition function, string instanceId, string? input)
    {
        var parsed = input is null ? null : Parse(input);
        var text = parsed?.ToString(Formatting.None);
        var data = new BindingData
        {
            ["instanceId"] = instanceId,
            ["data"] = parsed,
            [function.Trigger.Name] = text,
        };
        if (text is not null)
        {
            data.Spill(text);
        }

        return new InvocationInput(text, data);
    }

    private static JToken Parse(string input)
    {
        using var reader = new JsonTextReader(new StringReader(input)) { DateParseHandling = DateParseHandling.None };
        var parsed = JToken.ReadFrom(reader);
        while (reader.Read())
        {
            if (reader.TokenType != JsonToken.Comment)
            {
                throw new JsonReaderException("Additional text encountered after finished reading JSON content.");
            }
        }

        return parsed;
    }
}
