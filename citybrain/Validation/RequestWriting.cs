using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace HzFunctions.CityBrain.Validation;

/// <summary>The way of one request through its table: read, check, write.</summary>
internal static class RequestWriting
{
    /// <summary>Returns what goes up, or null with at least one error in the scratch.</summary>
    public static string? Write(RequestTable table, JsonElement data, ValidationSettings settings, ValidationScratch scratch)
    {
        if (!IsReadableObject(data, "data", scratch.Errors))
        {
            return null;
        }

        var situation = ReadMembers(table, data, settings, scratch);
        BeginObject(table, scratch.Writer);
        ObjectCheck.Check(table.Top, scratch.Top, situation, scratch.Errors, scratch.Writer);
        if (table.Params is { } inner)
        {
            WriteParams(table, inner, situation, scratch);
        }

        if (!scratch.Errors.IsEmpty)
        {
            return null;
        }

        ObjectCheck.WriteExtras(scratch.Top, scratch.Writer);
        EndObject(table, scratch.Writer);
        return MeasuredText(scratch);
    }

    private static bool IsReadableObject(JsonElement value, string name, ErrorList errors)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add(name, FieldRule.Type, Found.Value(FieldValue.Read(value)), "is no object");
            return false;
        }

        if (!Utf8.IsValid(JsonMarshal.GetRawUtf8Value(value)))
        {
            errors.Add(name, FieldRule.Text, "bytes that are not UTF-8", "are no text");
            return false;
        }

        return true;
    }

    private static FieldSituation ReadMembers(
        RequestTable table, JsonElement data, ValidationSettings settings, ValidationScratch scratch)
    {
        MemberReader.Read(data, table.Top, table.Params is not null, "", scratch.Top, scratch.Errors);
        foreach (var name in table.FormFields)
        {
            if (scratch.Top.Extras.Exists(extra => extra.Key == name))
            {
                scratch.Errors.Add(name, FieldRule.Place, "a value inside data", "belongs beside it, outside the encryption");
            }
        }

        if (table.Params is { } inner && scratch.Top.Params.ValueKind == JsonValueKind.Object)
        {
            MemberReader.Read(scratch.Top.Params, inner, hasParams: false, "params.", scratch.Params, scratch.Errors);
            return Situation(inner, scratch.Params, settings);
        }

        return Situation(table.Top, scratch.Top, settings);
    }

    private static FieldSituation Situation(FieldTable table, MemberSet members, ValidationSettings settings) =>
        new(FieldSituation.PayStatusOf(table, members), settings.SeveralExitsWithEtc);

    private static void WriteParams(RequestTable table, FieldTable inner, FieldSituation situation, ValidationScratch scratch)
    {
        var value = scratch.Top.Params;
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            scratch.Errors.Add("params", FieldRule.Required, Found.Value(FieldValue.Read(value)), "where an object is required");
            return;
        }

        if (!IsReadableObject(value, "params", scratch.Errors))
        {
            return;
        }

        scratch.Writer.WritePropertyName("params"u8);
        if (table.KeepsParams)
        {
            ObjectCheck.Check(inner, scratch.Params, situation, scratch.Errors, writer: null);
            scratch.Writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
            return;
        }

        scratch.Writer.WriteStartObject();
        ObjectCheck.Check(inner, scratch.Params, situation, scratch.Errors, scratch.Writer);
        ObjectCheck.WriteExtras(scratch.Params, scratch.Writer);
        scratch.Writer.WriteEndObject();
    }

    private static void BeginObject(RequestTable table, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (table.IsEnveloped)
        {
            writer.WriteStartObject("data"u8);
        }
    }

    private static void EndObject(RequestTable table, Utf8JsonWriter writer)
    {
        writer.WriteEndObject();
        if (table.IsEnveloped)
        {
            writer.WriteEndObject();
        }
    }

    private static string? MeasuredText(ValidationScratch scratch)
    {
        var text = scratch.WrittenText();
        if (text.Length <= RequestValidator.MaximumLength)
        {
            return text;
        }

        scratch.Errors.Add(
            "data",
            FieldRule.Length,
            $"JSON of {text.Length} characters",
            $"is longer than {RequestValidator.MaximumLength}");
        return null;
    }
}
