using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Validation;

namespace HzFunctions.CityBrain.Tests.Validation;

/// <summary>One way to break one rule of one field.</summary>
/// <param name="Field">The field that breaks.</param>
/// <param name="Rule">The rule that it breaks.</param>
/// <param name="Value">The value that breaks it; null to leave the field out.</param>
internal sealed record Break(FieldDefinition Field, string Rule, JsonNode? Value)
{
    public string Path => Field.Place == FieldPlace.DataParams ? $"params.{Field.Name}" : Field.Name;

    public JsonObject In(JsonObject data)
    {
        var broken = data.DeepClone().AsObject();
        var home = SampleRequest.Home(broken, Field);
        home.Remove(Field.Name);
        if (Value is not null)
        {
            home[Field.Name] = Value.DeepClone();
        }

        return broken;
    }

    /// <summary>Every way that this knows for a field, in a request whose payStatus is given.</summary>
    public static IEnumerable<Break> Of(FieldDefinition field, int? payStatus)
    {
        if (field.Condition == FieldCondition.FilledOncePaid && payStatus == 0)
        {
            return [new(field, FieldRule.Empty, 1), new(field, FieldRule.Empty, "x")];
        }

        return [.. Emptiness(field, payStatus), .. WrongTypes(field), .. WrongValues(field)];
    }

    private static IEnumerable<Break> Emptiness(FieldDefinition field, int? payStatus)
    {
        var isRequired = field.Requirement == Requirement.Required
            || (field.Condition == FieldCondition.FilledOncePaid && payStatus == 1)
            || (field.Condition == FieldCondition.AnswersAQuery && payStatus == 0);
        return isRequired
            ? [new(field, FieldRule.Required, null), new(field, FieldRule.Required, ""), new(field, FieldRule.Required, "  ")]
            : [];
    }

    private static IEnumerable<Break> WrongTypes(FieldDefinition field)
    {
        yield return new(field, FieldRule.Type, new JsonObject());
        yield return new(field, FieldRule.Type, new JsonArray("x"));
        yield return new(field, FieldRule.Type, field.Type switch
        {
            FieldType.String => 1.5,
            FieldType.Boolean => "true",
            FieldType.Double => "1.5",
            _ => 1.5,
        });
        if (field.Type != FieldType.Boolean)
        {
            yield return new(field, FieldRule.Type, true);
        }
    }

    private static IEnumerable<Break> WrongValues(FieldDefinition field) => field switch
    {
        { Type: FieldType.Boolean } => [],
        { Codes: not null, Type: FieldType.String } => [new(field, FieldRule.Code, "77"), new(field, FieldRule.Code, "1")],
        { Codes: not null } => [new(field, FieldRule.Code, 77), new(field, FieldRule.Code, -2)],
        { Format: FieldFormat.DateTime } =>
            [new(field, FieldRule.Format, "2023-02-29 00:00:00"), new(field, FieldRule.Format, "2023-02-28T00:00:00")],
        { Format: FieldFormat.Date } => [new(field, FieldRule.Format, "2023-02-29"), new(field, FieldRule.Format, "2023-2-28")],
        { Type: FieldType.String, Length: { } length } =>
            [new(field, FieldRule.Length, new string('中', length + 1)), new(field, FieldRule.Text, "\u0001")],
        { Type: FieldType.String } => [new(field, FieldRule.Text, "x\u007F")],
        { Format: FieldFormat.Amount } => [new(field, FieldRule.Range, -1)],
        { Type: FieldType.Int, Length: < 9 and var length } => [new(field, FieldRule.Length, (long)Math.Pow(10, length))],
        { Type: FieldType.Int } => [new(field, FieldRule.Range, int.MaxValue + 1L)],
        _ => [],
    };
}
