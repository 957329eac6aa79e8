using System.Text.Json.Nodes;
using CsCheck;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Tests.Validation;

/// <summary>Valid requests of an interface, with and without what may be empty, in any order of their members.</summary>
internal static class RequestGen
{
    public static readonly Gen<InterfaceDefinition> Uplink =
        Gen.OneOf([.. StandardCatalogue.Instance.Interfaces.Where(definition => definition.Kind == InterfaceKind.HttpUplink)]);

    public static Gen<(InterfaceDefinition Definition, JsonObject Data)> Any { get; } =
        Uplink.SelectMany(definition => Of(definition).Select(data => (definition, data)));

    public static Gen<JsonObject> Of(InterfaceDefinition definition) =>
        Gen.Bool.SelectMany(isPaid => Of([.. definition.Request.Where(field => field.Place != FieldPlace.Form)], isPaid));

    private static Gen<JsonObject> Of(FieldDefinition[] fields, bool isPaid)
    {
        var members = fields.Aggregate(
            Gen.Const(Array.Empty<KeyValuePair<FieldDefinition, JsonNode?>>()),
            (before, field) => Gen.Select(before, Of(field, isPaid), (values, value) => values.Append(new(field, value)).ToArray()));
        return members.SelectMany(values => Gen.Shuffle(values)).Select(Assemble);
    }

    private static Gen<JsonNode?> Of(FieldDefinition field, bool isPaid) => field switch
    {
        { Name: "payStatus" } => Gen.Const(JsonNode? () => isPaid ? 1 : 0),
        { Condition: FieldCondition.FilledOncePaid } when !isPaid => Gen.Const(default(JsonNode)),
        { Condition: FieldCondition.AnswersAQuery } when isPaid => Gen.Const(JsonNode? () => -1),
        { Requirement: Requirement.Optional } or { Condition: FieldCondition.RequiredForSeveralExits } =>
            Gen.Select(Gen.Bool, FieldGen.Of(field), (given, value) => given ? value : null),
        _ => FieldGen.Of(field).Select(JsonNode? (value) => value),
    };

    private static JsonObject Assemble(KeyValuePair<FieldDefinition, JsonNode?>[] members)
    {
        var data = new JsonObject();
        foreach (var (field, value) in members.Where(member => member.Value is not null))
        {
            SampleRequest.Home(data, field)[field.Name] = value!.DeepClone();
        }

        return data;
    }
}
