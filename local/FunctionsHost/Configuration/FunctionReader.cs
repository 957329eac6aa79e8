using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.FunctionsHost.Configuration;

/// <summary>Reads the functions of a script root: each folder that has a function.json is one.</summary>
internal sealed partial class FunctionReader(string scriptRoot, AppSettings settings)
{
    private readonly List<string> _problems = [];

    /// <summary>Every function, disabled ones too, by name.</summary>
    /// <exception cref="HostConfigurationException">One cannot be read; the message names each, with its file.</exception>
    public IReadOnlyList<FunctionDefinition> Read()
    {
        var functions = Directory.EnumerateDirectories(scriptRoot)
            .Where(folder => File.Exists(Path.Combine(folder, "function.json")))
            .Order(StringComparer.Ordinal)
            .Select(ReadOne)
            .OfType<FunctionDefinition>()
            .ToList();
        foreach (var same in functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
        {
            _problems.Add($"Functions {string.Join(", ", same.Select(function => $"'{function.Name}' ({function.File})"))} have the same name but for case.");
        }

        return _problems.Count == 0 ? functions : throw new HostConfigurationException(_problems);
    }

    private FunctionDefinition? ReadOne(string folder)
    {
        var name = Path.GetFileName(folder);
        void Report(string problem) => _problems.Add($"Function '{name}' ({name}/function.json): {problem}");

        if (!FunctionName().IsMatch(name) || name.Equals("host", StringComparison.OrdinalIgnoreCase))
        {
            Report("its name must be a letter and up to 127 letters, digits, '_' or '-', and not 'host'.");
        }

        try
        {
            var content = JObject.Parse(File.ReadAllText(Path.Combine(folder, "function.json")));
            if (content.ContainsKey("retry"))
            {
                Report("'retry' is not supported by the local host.");
            }

            var bindings = (content["bindings"] as JArray ?? []).OfType<JObject>().Select(binding => ReadBinding(binding, Report)).ToList();
            foreach (var same in bindings.GroupBy(binding => binding.Name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
            {
                Report($"two bindings have the name '{same.Key}'.");
            }

            return new FunctionDefinition(name, bindings, IsDisabled(name, content["disabled"]));
        }
        catch (JsonException error)
        {
            Report($"it is not a JSON object: {error.Message}");
            return null;
        }
    }

    private BindingDefinition ReadBinding(JObject written, Action<string> report)
    {
        var properties = (JObject)written.DeepClone();
        foreach (var text in properties.Descendants().OfType<JValue>().Where(value => value.Type == JTokenType.String))
        {
            text.Value = settings.Expand(text.Value<string>()!, unknown => report($"the setting %{unknown}% does not exist."));
        }

        string Text(string property) => properties.GetValue(property, StringComparison.OrdinalIgnoreCase)?.ToString() ?? "";
        var name = Text("name");
        if (name != BindingDefinition.Return && !BindingName().IsMatch(name))
        {
            report($"the binding name '{name}' must be a letter and up to 127 letters or digits, or $return.");
        }

        var direction = Text("direction");
        if (direction is not ("" or "in" or "out"))
        {
            report($"binding '{name}' has the direction '{direction}', which must be in or out.");
        }

        return new BindingDefinition(name, Text("type"), direction == "out", properties);
    }

    /// <summary>By its function.json (true, or the name of a setting that is true) or by the setting AzureWebJobs.{name}.Disabled.</summary>
    private bool IsDisabled(string name, JToken? disabled)
    {
        string?[] said =
        [
            disabled is { Type: JTokenType.String } ? settings.Find(disabled.Value<string>()!.Trim('%')) : disabled?.ToString(),
            settings.Find($"AzureWebJobs.{name}.Disabled") ?? settings.Find($"AzureWebJobs__{name}__Disabled"),
        ];
        return said.Any(text => text is "1" || bool.TryParse(text, out var isTrue) && isTrue);
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_-]{0,127}\z")]
    private static partial Regex FunctionName();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9]{0,127}\z")]
    private static partial Regex BindingName();
}
