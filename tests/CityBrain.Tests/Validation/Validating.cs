using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Validation;

namespace HzFunctions.CityBrain.Tests.Validation;

/// <summary>Validates the way that tests like to write it.</summary>
internal static class Validating
{
    private static readonly RequestValidator Validator = new(StandardCatalogue.Instance);

    public static TheoryData<string> Uplinks => new(StandardCatalogue.Instance.Interfaces
        .Where(definition => definition.Kind == InterfaceKind.HttpUplink)
        .Select(definition => definition.Name));

    public static ValidationResult Validate(string name, string data, ValidationSettings? settings = null)
    {
        using var document = JsonDocument.Parse(data);
        return Validator.Validate(StandardCatalogue.Instance.Find(name)!, document.RootElement, settings);
    }

    public static ValidationResult Validate(string name, JsonNode data, ValidationSettings? settings = null) =>
        Validate(name, data.ToJsonString(), settings);

    /// <summary>Validates the sample request of an interface after a change.</summary>
    public static ValidationResult WithChange(string name, Action<JsonObject> change, ValidationSettings? settings = null)
    {
        var data = SampleRequest.Of(name);
        change(data);
        return Validate(name, data, settings);
    }

    /// <summary>The data that goes up for the sample request of an interface after a change.</summary>
    public static JsonObject Sent(string name, Action<JsonObject> change) => Sent(WithChange(name, change));

    public static JsonObject Sent(ValidationResult result)
    {
        Assert.Empty(result.Errors);
        return JsonNode.Parse(result.Json!)!["data"]!.AsObject();
    }

    /// <summary>The one error of the sample request of an interface after a change.</summary>
    public static FieldError ErrorOf(string name, Action<JsonObject> change, ValidationSettings? settings = null)
    {
        var result = WithChange(name, change, settings);
        Assert.Null(result.Json);
        return Assert.Single(result.Errors);
    }
}
