using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Tests.Validation;

/// <summary>A valid request of each interface, made of the samples that the tables print.</summary>
internal static class SampleRequest
{
    public static JsonObject Of(string name)
    {
        var data = new JsonObject();
        var fields = StandardCatalogue.Instance.Find(name)!.Request;
        foreach (var field in fields.Where(field => field.Place != FieldPlace.Form))
        {
            Home(data, field)[field.Name] = Value(field);
        }

        // Where the samples leave payStatus at 0, what is filled once paid has to be empty.
        var inner = data["params"] as JsonObject ?? data;
        if (inner["payStatus"]?.GetValue<int>() == 0)
        {
            foreach (var field in fields.Where(field => field.Condition == FieldCondition.FilledOncePaid))
            {
                inner.Remove(field.Name);
            }
        }

        return data;
    }

    /// <summary>The object that a field stands in: the data itself, or its <c>params</c>.</summary>
    public static JsonObject Home(JsonObject data, FieldDefinition field)
    {
        if (field.Place != FieldPlace.DataParams)
        {
            return data;
        }

        if (data["params"] is not JsonObject inner)
        {
            data["params"] = inner = [];
        }

        return inner;
    }

    private static JsonNode Value(FieldDefinition field) => field switch
    {
        { Name: "status" } => 1,
        { Name: "invoiceWay" } => 103,
        { Sample: null, Type: FieldType.String } => "001",
        { Sample: null } => 1,
        { Format: FieldFormat.Plate } => field.Sample.Replace(" ", "", StringComparison.Ordinal),
        { Type: FieldType.String } => field.Sample,
        _ => JsonNode.Parse(field.Sample, null, default(JsonDocumentOptions))!,
    };
}
