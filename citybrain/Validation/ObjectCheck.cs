using System.Runtime.InteropServices;
using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Validation;

/// <summary>Checks the members of one object against its table, in the table's order, and writes them.</summary>
internal static class ObjectCheck
{
    // What the standard writes for a request number that there is none of (§3.2.6).
    private const long NoRequest = -1;

    public static void Check(
        FieldTable table, MemberSet members, FieldSituation situation, ErrorList errors, Utf8JsonWriter? writer)
    {
        for (var index = 0; index < table.Checks.Length; index++)
        {
            var check = table.Checks[index];
            var value = FieldValue.Read(members[index]);
            if (check.Definition.Condition == FieldCondition.AnswersAQuery)
            {
                CheckRequestNumber(check, value, situation, errors, writer);
            }
            else if (value.IsEmpty)
            {
                CheckMayBeEmpty(check, value, situation, errors);
            }
            else if (situation.MustBeEmpty(check.Definition))
            {
                errors.MustBeEmpty(check, Found.Value(value));
            }
            else
            {
                check.Check(value, errors, writer);
            }
        }
    }

    public static void WriteExtras(MemberSet members, Utf8JsonWriter writer)
    {
        foreach (var (name, value) in members.Extras)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
        }
    }

    private static void CheckMayBeEmpty(FieldCheck check, in FieldValue value, FieldSituation situation, ErrorList errors)
    {
        if (situation.ReasonToFill(check.Definition) is { } reason)
        {
            errors.Required(check, Found.Value(value), reason);
        }
    }

    /// <summary>With payStatus 1 nothing was asked: whatever stands there, -1 goes up. With 0 it names the query answered.</summary>
    private static void CheckRequestNumber(
        FieldCheck check, in FieldValue value, FieldSituation situation, ErrorList errors, Utf8JsonWriter? writer)
    {
        var isNone = value.IsEmpty || (Numbers.TryRead(value.Raw, out var number) && number == NoRequest);
        if (isNone && situation.ReasonToFill(check.Definition) is { } reason)
        {
            errors.Required(check, value.IsEmpty ? Found.Value(value) : "-1", reason);
            return;
        }

        if (!value.IsEmpty)
        {
            check.Check(value, errors, situation.PayStatus == 1 ? null : writer);
        }

        if (situation.PayStatus == 1)
        {
            writer?.WriteNumber(check.Name, NoRequest);
        }
    }
}
