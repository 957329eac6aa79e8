using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Validation;

namespace HzFunctions.Functions.Downlinks;

/// <summary>Checks a message's plaintext against the standard's table, and gives its fields in the table's form: names, numbers, plates without blanks.</summary>
internal sealed class DownlinkFields(StandardCatalogue catalogue, RequestValidator validator)
{
    /// <summary>The fields, or each error.</summary>
    public (JsonElement? Fields, IReadOnlyList<FieldError> Errors) Read(DownlinkTopic topic, JsonElement plaintext)
    {
        var validation = validator.Validate(catalogue.Find(topic.Name)!, plaintext);
        return validation.Json is null ? (null, validation.Errors) : (Parse(validation.Json), []);
    }

    /// <summary>The fields of a message that was checked when it came.</summary>
    public JsonElement Read(DownlinkTopic topic, string plaintext) =>
        Read(topic, Parse(plaintext)).Fields ?? throw new FormatException("The table of downlinks holds a message that the standard does not allow.");

    /// <summary>The fields of a message that is kept, one of ours too.</summary>
    public JsonElement Of(DownlinkRow message) => message.Key.Topic.IsOurs ? Parse(message.Data) : Read(message.Key.Topic, message.Data);

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
