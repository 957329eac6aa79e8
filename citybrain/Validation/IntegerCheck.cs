using System.Globalization;
using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Validation;

/// <summary>An Int or Long: within its bits and digits, one of its codes where it has any, no negative amount.</summary>
internal sealed class IntegerCheck(FieldDefinition definition, bool acceptsText, IReadOnlyList<long> echoedCodes)
    : FieldCheck(definition)
{
    private readonly long[]? _codes = definition.Codes?.Codes
        .Select(code => long.Parse(code.Code, CultureInfo.InvariantCulture))
        .Concat(echoedCodes)
        .ToArray();

    public override void Check(in FieldValue value, ErrorList errors, Utf8JsonWriter? writer)
    {
        if (!IsCandidate(value))
        {
            errors.WrongType(this, Found.Value(value));
        }
        else if (!Numbers.TryRead(value.Text, out var number))
        {
            NoInteger(value, errors);
        }
        else if (IsGood(number, errors))
        {
            writer?.WriteNumber(Name, number);
        }
    }

    private bool IsCandidate(in FieldValue value) =>
        value.Kind == JsonValueKind.Number
        || (acceptsText && value.Kind == JsonValueKind.String && Numbers.IsInteger(value.Text));

    private void NoInteger(in FieldValue value, ErrorList errors)
    {
        if (Numbers.IsInteger(value.Text))
        {
            errors.NotInRange(this, Found.Digits(value.Text.TrimStart((byte)'-').Length), "is beyond 64 bits");
        }
        else
        {
            errors.WrongType(this, "a number with a fraction or an exponent");
        }
    }

    private bool IsGood(long number, ErrorList errors)
    {
        // Several codes are longer than the length that their row prints: the codes win.
        if (_codes is not null)
        {
            if (Array.IndexOf(_codes, number) < 0)
            {
                errors.NoCode(this, Found.CodeNumber(number), Definition.Codes!);
                return false;
            }

            return true;
        }

        var digits = Numbers.CountDigits(number);
        if (digits > Definition.Length)
        {
            errors.TooLong(this, Found.Digits(digits), Definition.Length.Value);
            return false;
        }

        if (Definition.Type == FieldType.Int && number is < int.MinValue or > int.MaxValue)
        {
            errors.NotInRange(this, Found.Digits(digits), "is beyond 32 bits");
            return false;
        }

        if (Definition.Format == FieldFormat.Amount && number < 0)
        {
            errors.NotInRange(this, "a negative amount", "is below 0");
            return false;
        }

        return true;
    }
}
