using System.Collections;
using System.Text.RegularExpressions;

namespace HzFunctions.Local.FunctionsHost.Configuration;

/// <summary>The app settings: what the environment of the host holds, names compared ignoring case.</summary>
internal sealed partial class AppSettings(IEnumerable<KeyValuePair<string, string>> settings)
{
    private readonly Dictionary<string, string> _settings = new(settings, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every setting.</summary>
    public IReadOnlyDictionary<string, string> All => _settings;

    /// <summary>The environment of this process.</summary>
    public static AppSettings OfEnvironment() =>
        new(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? ""))
            .DistinctBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase));

    /// <summary>A setting; a colon in its name may stand as two underscores in the environment.</summary>
    public string? Find(string name) =>
        _settings.GetValueOrDefault(name) ?? _settings.GetValueOrDefault(name.Replace(":", "__", StringComparison.Ordinal));

    /// <summary>Puts settings in the place of <c>%NAME%</c>; unknown ones vanish, as in the arguments of a custom handler.</summary>
    public string ExpandOrRemove(string text) => Placeholder().Replace(text, found => Find(found.Groups[1].Value) ?? "");

    /// <summary>Puts settings in the place of <c>%NAME%</c>; unknown ones are reported, as in a function.json.</summary>
    public string Expand(string text, Action<string> reportUnknown) =>
        Placeholder().Replace(text, found =>
        {
            var name = found.Groups[1].Value;
            if (Find(name) is { } value)
            {
                return value;
            }

            reportUnknown(name);
            return found.Value;
        });

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Placeholder();
}
