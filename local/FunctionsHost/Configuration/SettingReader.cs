using System.Globalization;

namespace HzFunctions.Local.FunctionsHost.Configuration;

/// <summary>Reads values of host.json and collects what is wrong with them.</summary>
internal sealed class SettingReader(IConfiguration configuration, List<string> problems)
{
    public string? Text(string key) => configuration[key];

    public bool Flag(string key, bool otherwise) =>
        Read(key, otherwise, "true or false", text => bool.TryParse(text, out var value) ? value : null);

    public int Number(string key, int otherwise, int lowest, int highest) =>
        Read(key, otherwise, $"a number from {lowest} to {highest}", text =>
            int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && value >= lowest && value <= highest ? value : null);

    public TimeSpan Duration(string key, TimeSpan otherwise, TimeSpan shortest) =>
        Read(key, otherwise, $"a time of {shortest:c} or more as hh:mm:ss", text =>
            TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= shortest ? value : null);

    /// <summary>An array of texts; an override by a setting may be the text of a JSON array.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        var section = configuration.GetSection(key);
        if (section.Value is not { Length: > 0 } text)
        {
            return [.. section.GetChildren().Select(child => child.Value ?? "")];
        }

        try
        {
            return Newtonsoft.Json.JsonConvert.DeserializeObject<List<string>>(text) ?? [];
        }
        catch (Newtonsoft.Json.JsonException)
        {
            Report(key, text, "an array of texts");
            return [];
        }
    }

    public void Report(string key, string? found, string wanted) =>
        problems.Add($"host.json: {key} is '{found}', not {wanted}.");

    private T Read<T>(string key, T otherwise, string wanted, Func<string, T?> parse)
        where T : struct
    {
        if (configuration[key] is not { Length: > 0 } text)
        {
            return otherwise;
        }

        if (parse(text) is { } value)
        {
            return value;
        }

        Report(key, text, wanted);
        return otherwise;
    }
}
