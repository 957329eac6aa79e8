using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Checks;

/// <summary>What a value that is there must look like: type, length, code, calendar.</summary>
internal static class ValueRules
{
    public static string? Check(FieldDefinition row, JsonElement value) => row.Type switch
    {
        FieldType.String => CheckText(row, value),
        FieldType.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "must be true or false",
        _ => CheckNumber(row, value),
    };

    private static string? CheckText(FieldDefinition row, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return "must be a string";
        }

        var text = value.GetString()!;
        if (row.Codes is { } codes && codes.Find(text) is null)
        {
            return $"is none of the codes {codes.Range}";
        }

        if (text.Length > row.Length)
        {
            return $"is longer than {row.Length} characters";
        }

        return CheckCalendar(row.Name, text);
    }

    private static string? CheckCalendar(string field, string text) => TimeFields.FormOf(field) switch
    {
        TimeForm.DateTime when ChinaClock.Read(text) is null => $"is no time {ChinaClock.DateTimeFormat}",
        TimeForm.Date when !ChinaClock.IsDate(text) => $"is no date {ChinaClock.DateFormat}",
        _ => null,
    };

    private static string? CheckNumber(FieldDefinition row, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            return "must be a number";
        }

        var digits = value.GetRawText();
        if (row.Type != FieldType.Double && !digits.AsSpan().TrimStart('-').ContainsOnlyDigits())
        {
            return "must be a whole number";
        }

        if (row.Codes is { } codes)
        {
            // Two tables print Int(1) for codes of two and three digits: the code decides.
            return codes.Find(digits) is null ? $"is none of the codes {codes.Range}" : null;
        }

        return CheckQuantity(row, value, digits);
    }

    private static string? CheckQuantity(FieldDefinition row, JsonElement value, string digits)
    {
        if (digits[0] == '-')
        {
            return "must not be below zero";
        }

        if (digits.Length > row.Length)
        {
            return $"has more than {row.Length} digits";
        }

        var fits = row.Type switch
        {
            FieldType.Int => value.TryGetInt32(out _),
            FieldType.Long => value.TryGetInt64(out _),
            _ => value.TryGetDouble(out var number) && double.IsFinite(number),
        };
        return fits ? null : "is too large a number";
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
