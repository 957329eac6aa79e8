using HzFunctions.Local.FunctionsHost.Configuration;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.FunctionsHost.Invocation;

/// <summary>Finds what the handler gave for an output binding.</summary>
internal sealed class OutputValues
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);
    private readonly HandlerAnswer _answer;

    public OutputValues(FunctionDefinition function, HandlerAnswer answer)
    {
        _answer = answer;
        foreach (var (name, value) in answer.Outputs ?? new Dictionary<string, object?>())
        {
            _values[name] = value;
        }

        // An object that is returned to no one is read as more outputs, which win.
        var hasReturnBinding = function.Outputs.Any(output => output.Name == BindingDefinition.Return);
        if (!hasReturnBinding && answer.ReturnValue is JObject spilled)
        {
            foreach (var member in spilled.Properties())
            {
                _values[member.Name] = member.Value is JValue scalar ? scalar.Value : member.Value;
            }
        }
    }

    /// <summary>The value for a binding: null when there is none.</summary>
    public object? For(BindingDefinition output)
    {
        var value = output.Name == BindingDefinition.Return ? _answer.ReturnValue : _values.GetValueOrDefault(output.Name);
        return output.Is("http") || output.IsBinary ? value : DecodeBase64(value);
    }

    /// <summary>Whether the answer names a value for the binding, be it null.</summary>
    public bool Has(BindingDefinition output) => output.Name == BindingDefinition.Return || _values.ContainsKey(output.Name);

    /// <summary>The quirk of the real host: a text that happens to be Base64 ("test", an id of 32 hex digits, nothing) is taken for bytes.</summary>
    private static object? DecodeBase64(object? value)
    {
        if (value is not string text)
        {
            return value;
        }

        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            return value;
        }
    }
}
