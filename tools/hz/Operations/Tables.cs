using System.Text.Json.Nodes;

namespace HzFunctions.Hz.Operations;

/// <summary>Prints rows in columns that a person and a pipe can read.</summary>
internal static class Tables
{
    /// <summary>Writes a heading and rows, columns as wide as what is in them.</summary>
    public static async Task WriteTableAsync(this TextWriter output, string[] heading, IReadOnlyList<string[]> rows)
    {
        var widths = heading.Select((name, column) => rows.Select(row => WidthOf(row[column])).Append(WidthOf(name)).Max()).ToArray();
        foreach (var row in rows.Prepend(heading))
        {
            await output.WriteLineAsync(string.Join("  ", row.Select((text, column) => text + new string(' ', widths[column] - WidthOf(text)))).TrimEnd());
        }
    }

    /// <summary>A time as people in China read it; empty for none.</summary>
    public static string ChinaTime(JsonNode? time) =>
        time is null ? string.Empty : CityBrain.ChinaTime.Format((DateTimeOffset)time);

    // A terminal gives Chinese two places.
    private static int WidthOf(string text) => text.EnumerateRunes().Sum(rune => rune.Value >= 0x2E80 ? 2 : 1);
}
