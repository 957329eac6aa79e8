using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.FunctionsHost.Configuration;

/// <summary>A binding of a function.json, its <c>%SETTING%</c>s expanded.</summary>
internal sealed record BindingDefinition(string Name, string Type, bool IsOutput, JObject Properties)
{
    /// <summary>The name that takes the function's return value.</summary>
    public const string Return = "$return";

    /// <summary>Whether it starts the function.</summary>
    public bool IsTrigger => Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the function wants bytes.</summary>
    public bool IsBinary => string.Equals(Text("dataType"), "binary", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it has this type.</summary>
    public bool Is(string type) => Type.Equals(type, StringComparison.OrdinalIgnoreCase);

    /// <summary>A property, or null.</summary>
    public string? Text(string property) => Properties.GetValue(property, StringComparison.OrdinalIgnoreCase)?.Value<string>();

    /// <summary>A property that is true or false.</summary>
    public bool Flag(string property, bool otherwise) =>
        Properties.GetValue(property, StringComparison.OrdinalIgnoreCase)?.Value<bool>() ?? otherwise;

    /// <summary>A property that is an array of texts, or null.</summary>
    public IReadOnlyList<string>? Texts(string property) =>
        Properties.GetValue(property, StringComparison.OrdinalIgnoreCase)?.Values<string>().OfType<string>().ToList();
}
