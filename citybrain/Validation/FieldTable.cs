using System.Text;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Validation;

/// <summary>The fields of one JSON object, ready for checking: found by name, checked in order.</summary>
internal sealed class FieldTable
{
    private const int None = -1;
    private readonly byte[][] _names;
    private readonly byte[]?[] _otherNames;

    public FieldTable(InterfaceDefinition definition, IEnumerable<FieldDefinition> fields)
    {
        Checks = [.. fields.Select(field => CheckOf(definition, AsRead(definition, field)))];
        _names = [.. Checks.Select(check => Encoding.UTF8.GetBytes(check.Definition.Name))];
        _otherNames = [.. Checks.Select(check => OtherNameOf(definition, check))];
        PayStatus = Array.FindIndex(Checks, check => check.Definition.Name == "payStatus");
    }

    public FieldCheck[] Checks { get; }

    /// <summary>Where payStatus stands, on which conditions depend; negative where it does not.</summary>
    public int PayStatus { get; }

    public bool TryFind(ReadOnlySpan<byte> name, out int index) => (index = IndexOf(_names, name)) != None;

    public bool TryFindOtherName(ReadOnlySpan<byte> name, out int index) => (index = IndexOf(_otherNames, name)) != None;

    public string OtherName(int index) => Encoding.UTF8.GetString(_otherNames[index]!);

    private static int IndexOf(byte[]?[] names, ReadOnlySpan<byte> name)
    {
        // Faster than a dictionary for so few names, most of which differ in length or in their first bytes.
        for (var index = 0; index < names.Length; index++)
        {
            if (names[index] is { } candidate && name.SequenceEqual(candidate))
            {
                return index;
            }
        }

        return None;
    }

    private static FieldDefinition AsRead(InterfaceDefinition definition, FieldDefinition field) =>
        StandardReadings.MayBeLeftOut(definition.Name, field.Name) ? field with { Requirement = Requirement.Optional } : field;

    private static FieldCheck CheckOf(InterfaceDefinition definition, FieldDefinition field) => field.Type switch
    {
        FieldType.String => new TextCheck(field, StandardReadings.AcceptsNumber(field.Name)),
        FieldType.Boolean => new BooleanCheck(field),
        FieldType.Double => new DoubleCheck(field),
        _ => new IntegerCheck(
            field, StandardReadings.AcceptsText(field.Name), StandardReadings.EchoedCodes(definition, field.Name)),
    };

    private static byte[]? OtherNameOf(InterfaceDefinition definition, FieldCheck check) =>
        StandardReadings.OtherName(definition.Name, check.Definition.Name) is { } name ? Encoding.UTF8.GetBytes(name) : null;
}
