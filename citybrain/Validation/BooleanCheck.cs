using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Validation;

internal sealed class BooleanCheck(FieldDefinition definition) : FieldCheck(definition)
{
    public override void Check(in FieldValue value, ErrorList errors, Utf8JsonWriter? writer)
    {
        if (value.Kind is not (JsonValueKind.True or JsonValueKind.False))
        {
            errors.WrongType(this, Found.Value(value));
            return;
        }

        writer?.WriteBoolean(Name, value.Kind == JsonValueKind.True);
    }
}
