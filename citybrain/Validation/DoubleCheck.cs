using System.Buffers.Text;
using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Validation;

/// <summary>A number with a fraction: amountWithTax (开票金额) is the only one. Its digits go up as received.</summary>
internal sealed class DoubleCheck(FieldDefinition definition) : FieldCheck(definition)
{
    public override void Check(in FieldValue value, ErrorList errors, Utf8JsonWriter? writer)
    {
        if (value.Kind != JsonValueKind.Number)
        {
            errors.WrongType(this, Found.Value(value));
        }
        else if (!Utf8Parser.TryParse(value.Raw, out double number, out _) || !double.IsFinite(number))
        {
            errors.NotInRange(this, "a number", "is beyond 64 bits");
        }
        else if (Definition.Format == FieldFormat.Amount && number < 0)
        {
            errors.NotInRange(this, "a negative amount", "is below 0");
        }
        else if (value.Raw.Length > Definition.Length)
        {
            errors.TooLong(this, Found.Digits(value.Raw.Length), Definition.Length.Value);
        }
        else if (writer is not null)
        {
            writer.WritePropertyName(Name);
            writer.WriteRawValue(value.Raw, skipInputValidation: true);
        }
    }
}
