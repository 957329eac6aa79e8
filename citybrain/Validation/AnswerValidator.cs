using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Validation;

/// <summary>
/// Checks answers of the city brain against the tables of the standard. It says what is off about an answer; whether that
/// matters is for its reader to judge. Safe for any number of threads.
/// </summary>
public sealed class AnswerValidator(StandardCatalogue catalogue)
{
    private readonly FrozenDictionary<string, Lazy<FieldTable>> _tables = catalogue.Interfaces.ToFrozenDictionary(
        definition => definition.Name, definition => new Lazy<FieldTable>(() => TableOf(definition)));

    /// <summary>Checks the fields at the top of an answer; lists inside it are left to those who read them.</summary>
    public IReadOnlyList<FieldError> Validate(InterfaceDefinition definition, JsonElement body)
    {
        var errors = new ErrorList();
        if (body.ValueKind != JsonValueKind.Object || !Utf8.IsValid(JsonMarshal.GetRawUtf8Value(body)))
        {
            errors.Add("answer", FieldRule.Type, Found.Value(FieldValue.Read(body)), "is no object");
            return errors.ToArray();
        }

        var table = _tables[definition.Name].Value;
        var members = new MemberSet();
        MemberReader.Read(body, table, hasParams: false, "", members, errors);
        var situation = new FieldSituation(FieldSituation.PayStatusOf(table, members), SeveralExitsWithEtc: false);
        ObjectCheck.Check(table, members, situation, errors, writer: null);
        return errors.ToArray();
    }

    private static FieldTable TableOf(InterfaceDefinition definition) => new(
        definition,
        definition.Response.Where(field => field.Place == FieldPlace.Root && !IsNested(field)).Select(MayBeSilent));

    // Declared as strings, printed as the objects and arrays that they are.
    private static bool IsNested(FieldDefinition field) => field.Name is "data" or "detail";

    // Required by every table, and printed empty in an example.
    private static FieldDefinition MayBeSilent(FieldDefinition field) =>
        field.Name == "msg" ? field with { Requirement = Requirement.Optional } : field;
}
