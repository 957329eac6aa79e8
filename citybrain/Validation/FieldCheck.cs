using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Validation;

/// <summary>Checks the values of one field, and writes them as the table says. Immutable and shared.</summary>
internal abstract class FieldCheck(FieldDefinition definition)
{
    public FieldDefinition Definition { get; } = definition;

    /// <summary>The field's name in errors.</summary>
    public string Path { get; } = definition.Place == FieldPlace.DataParams ? $"params.{definition.Name}" : definition.Name;

    public JsonEncodedText Name { get; } = JsonEncodedText.Encode(definition.Name);

    public string TitleZh => Definition.TitleZh;

    /// <summary>Checks a value that is not empty; writes it when <paramref name="writer"/> is given and it is good.</summary>
    public abstract void Check(in FieldValue value, ErrorList errors, Utf8JsonWriter? writer);
}
