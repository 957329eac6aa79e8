using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Tests.Validation;

/// <summary>Values that a field's row in its table allows.</summary>
internal static class FieldGen
{
    private const int LongestText = 40;
    private const int LargestExactNumber = 9;

    // Blanks, quotes, what JSON and HTML escape, and characters of two, three and four bytes.
    private static readonly Gen<string> Character =
        Gen.OneOf("a", "Z", "0", "9", "-", "_", "/", "\\", "\"", "'", "<", "&", "+", " ", "é", "中", "文", "“", "🚗");

    private static readonly Gen<DateTimeOffset> Instant =
        Gen.Long[new DateTime(1970, 1, 1).Ticks, new DateTime(2099, 1, 1).Ticks].Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    public static Gen<JsonNode> Of(FieldDefinition field) => field switch
    {
        { Type: FieldType.Boolean } => Gen.Bool.Select(JsonNode (value) => value),
        { Codes: { } codes } => Gen.Int[0, codes.Codes.Count - 1].Select(index => Code(field, codes.Codes[index].Code)),
        { Format: FieldFormat.DateTime } => Instant.Select(JsonNode (instant) => ChinaTime.Format(instant)),
        { Format: FieldFormat.Date } => Instant.Select(JsonNode (instant) => ChinaTime.FormatDay(ChinaTime.BusinessDay(instant))),
        { Type: FieldType.String } => Text(field).Select(JsonNode (text) => text),
        { Type: FieldType.Double } => Gen.Double[0, 1e9].Select(JsonNode (number) => number),
        { Type: FieldType.Long } => Gen.Long[1, long.MaxValue].Select(JsonNode (number) => number),
        _ => Integer(field).Select(JsonNode (number) => number),
    };

    private static JsonNode Code(FieldDefinition field, string code) =>
        field.Type == FieldType.String ? code : int.Parse(code, CultureInfo.InvariantCulture);

    private static Gen<string> Text(FieldDefinition field) =>
        Character.Array[1, Math.Min(field.Length ?? LongestText, LongestText)].Select(characters =>
        {
            var text = string.Concat(characters);
            text = field.Format == FieldFormat.Plate ? text.Replace(" ", "", StringComparison.Ordinal) : text;
            return string.IsNullOrWhiteSpace(text) ? "x" : text;
        });

    private static Gen<int> Integer(FieldDefinition field)
    {
        var largest = (int)Math.Pow(10, Math.Min(field.Length ?? LargestExactNumber, LargestExactNumber)) - 1;
        return Gen.Int[field.Format == FieldFormat.Amount ? 0 : -largest, largest];
    }
}
