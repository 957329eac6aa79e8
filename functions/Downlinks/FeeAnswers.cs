using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Validation;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Downlinks;

/// <summary>Makes uploadFee (车辆账单信息上报, §3.2.6) of what a car park says that a vehicle owes (R52 to R54).</summary>
internal sealed class FeeAnswers(StandardCatalogue catalogue, RequestValidator validator, DownlinkFields fields)
{
    private static readonly string[] Echoed = ["parkingCode", "plateNo", "plateColor"];

    /// <summary>What goes up, or each error.</summary>
    /// <param name="question">The question.</param>
    /// <param name="site">The car park that was asked.</param>
    /// <param name="data">The members of uploadFee, flat or under <c>params</c>; those that repeat the question may be left out.</param>
    public (string? Payload, IReadOnlyList<FieldError> Errors) Write(InboxEntry question, SiteEntry site, JsonElement data)
    {
        if (data.ValueKind == JsonValueKind.Object && data.TryGetProperty("params", out var inner))
        {
            data = inner;
        }

        if (data.ValueKind != JsonValueKind.Object)
        {
            return (null, [new FieldError("data", FieldRule.Type, "no object")]);
        }

        var asked = fields.Read(question.Key.Topic, question.Data);
        var written = ConfirmationPayload.Write(question.Key.RequestId, success: true, writer => Write(writer, asked, data));
        using var document = JsonDocument.Parse(written);
        var validation = validator.Validate(catalogue.Find(question.Key.Topic.Answer)!, document.RootElement.GetProperty("data"));
        return validation.Json is null ? (null, validation.Errors)
            : Contradiction(asked, site, validation.Json) is { } error ? (null, [error])
            : (validation.Json, []);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement asked, JsonElement data)
    {
        writer.WriteStartObject();
        foreach (var member in asked.EnumerateObject().Where(member => Echoed.Contains(member.Name) && !data.TryGetProperty(member.Name, out _)))
        {
            member.WriteTo(writer);
        }

        foreach (var member in data.EnumerateObject())
        {
            member.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static FieldError? Contradiction(JsonElement asked, SiteEntry site, string payload)
    {
        using var answered = JsonDocument.Parse(payload);
        var parameters = answered.RootElement.GetProperty("data").GetProperty("params");
        return parameters.GetProperty("parkingCode").GetString() != site.ParkingCode
            ? new FieldError("data.parkingCode", FieldRule.Code, "another car park than this one")
            : Vehicle.Of(parameters) != Vehicle.Of(asked)
                ? new FieldError("data.plateNo", FieldRule.Code, "another vehicle than was asked about")
                : null;
    }
}
