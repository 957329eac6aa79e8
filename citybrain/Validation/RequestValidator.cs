using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Validation;

/// <summary>
/// Checks requests against the tables of the standard, and turns them into what the tables say. All errors of a request are
/// reported at once. Safe for any number of threads; one instance serves the process.
/// </summary>
public sealed class RequestValidator(StandardCatalogue catalogue)
{
    /// <summary>The most characters that the JSON that goes up may have.</summary>
    public const int MaximumLength = 30_000;

    private readonly FrozenDictionary<string, Lazy<RequestTable>> _tables = catalogue.Interfaces.ToFrozenDictionary(
        definition => definition.Name, definition => new Lazy<RequestTable>(() => new RequestTable(definition)));

    private readonly ConcurrentBag<ValidationScratch> _scratches = [];

    /// <summary>Validates a request.</summary>
    /// <param name="definition">The interface, of this validator's catalogue.</param>
    /// <param name="data">
    /// The object that holds its fields: of an uplink request the one under <c>data</c>, of a downlink message the whole
    /// plaintext, of an indoor-guidance request the one under <c>params</c>. The <c>file</c> of uploadPhoto is no part of it:
    /// see <see cref="PhotoFile"/>.
    /// </param>
    /// <param name="settings">What depends on the car park; null for what the standard asks of every one.</param>
    public ValidationResult Validate(InterfaceDefinition definition, JsonElement data, ValidationSettings? settings = null)
    {
        var table = _tables[definition.Name].Value;
        if (!_scratches.TryTake(out var scratch))
        {
            scratch = new ValidationScratch();
        }

        try
        {
            var json = Write(table, data, settings ?? new ValidationSettings(), scratch);
            return scratch.Errors.IsEmpty ? new ValidationResult([], json) : new ValidationResult(scratch.Errors.ToArray(), null);
        }
        finally
        {
            scratch.Clear();
            if (scratch.IsWorthKeeping)
            {
                _scratches.Add(scratch);
            }
        }
    }

    private static string? Write(RequestTable table, JsonElement data, ValidationSettings settings, ValidationScratch scratch)
    {
        if (!IsReadableObject(data, "data", scratch.Errors))
        {
            return null;
        }

        var situation = ReadMembers(table, data, settings, scratch);
        BeginObject(table, scratch.Writer);
        ObjectCheck.Check(table.Top, scratch.Top, situation, scratch.Errors, scratch.Writer);
        WriteParams(table, situation, scratch);
        if (!scratch.Errors.IsEmpty)
        {
            return null;
        }

        ObjectCheck.WriteExtras(scratch.Top, scratch.Writer);
        EndObject(table, scratch.Writer);
        return MeasuredText(scratch);
    }

    private static bool IsReadableObject(JsonElement data, string name, ErrorList errors)
    {
        if (data.ValueKind != JsonValueKind.Object)
        {
            errors.Add(name, FieldRule.Type, Found.Value(FieldValue.Read(data)), "is no object");
            return false;
        }

        if (!Utf8.IsValid(JsonMarshal.GetRawUtf8Value(data)))
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

    private static void WriteParams(RequestTable table, FieldSituation situation, ValidationScratch scratch)
    {
        if (table.Params is not { } inner)
        {
            return;
        }

        var value = scratch.Top.Params;
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            scratch.Errors.Add("params", FieldRule.Required, Found.Value(FieldValue.Read(value)), "where an object is required");
        }
        else if (IsReadableObject(value, "params", scratch.Errors))
        {
            WriteParams(table, inner, value, situation, scratch);
        }
    }

    private static void WriteParams(
        RequestTable table, FieldTable inner, JsonElement value, FieldSituation situation, ValidationScratch scratch)
    {
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
        if (text.Length <= MaximumLength)
        {
            return text;
        }

        scratch.Errors.Add("data", FieldRule.Length, $"JSON of {text.Length} characters", $"is longer than {MaximumLength}");
        return null;
    }
}
