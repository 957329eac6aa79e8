using System.Text;
using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Validation;

/// <summary>A String: readable, not too long, a real time or one of its codes where it is one.</summary>
internal sealed class TextCheck(FieldDefinition definition, bool acceptsNumber) : FieldCheck(definition)
{
    private const int TimeLength = 19;

    private readonly byte[][]? _codes = definition.Codes?.Codes.Select(code => Encoding.UTF8.GetBytes(code.Code)).ToArray();

    public override void Check(in FieldValue value, ErrorList errors, Utf8JsonWriter? writer)
    {
        if (!IsCandidate(value))
        {
            errors.WrongType(this, Found.Value(value));
            return;
        }

        if (!value.IsReadable)
        {
            errors.NoText(this, Found.Text(value));
            return;
        }

        var text = Normalise(value.Text);
        if (!IsGood(text, value, errors) || writer is null)
        {
            return;
        }

        writer.WritePropertyName(Name);
        if (value.IsVerbatim && text.Length == value.Text.Length)
        {
            writer.WriteRawValue(value.Raw, skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    private bool IsCandidate(in FieldValue value) =>
        value.Kind == JsonValueKind.String
        || (acceptsNumber && value.Kind == JsonValueKind.Number && Numbers.IsInteger(value.Text));

    private ReadOnlySpan<byte> Normalise(ReadOnlySpan<byte> text) => Definition.Format switch
    {
        FieldFormat.DateTime or FieldFormat.Date => text.TrimEnd((byte)' '),
        FieldFormat.Plate when text.Contains((byte)' ') => Utf8Text.WithoutBlanks(text),
        _ => text,
    };

    private bool IsGood(ReadOnlySpan<byte> text, in FieldValue value, ErrorList errors)
    {
        if (Utf8Text.HasControlCharacters(text, lines: Definition.Format == FieldFormat.Prose))
        {
            errors.NoText(this, "a string with control characters");
            return false;
        }

        if (_codes is not null)
        {
            return IsCode(text, errors);
        }

        switch (Definition.Format)
        {
            case FieldFormat.DateTime when !IsTime(text):
                errors.NoTime(this, Found.Text(value));
                return false;

            case FieldFormat.Date when !IsDay(text):
                errors.NoDay(this, Found.Text(value));
                return false;

            default:
                return IsShortEnough(text, errors);
        }
    }

    private bool IsCode(ReadOnlySpan<byte> text, ErrorList errors)
    {
        foreach (var code in _codes!)
        {
            if (text.SequenceEqual(code))
            {
                return true;
            }
        }

        errors.NoCode(this, Found.CodeText(text), Definition.Codes!);
        return false;
    }

    private bool IsShortEnough(ReadOnlySpan<byte> text, ErrorList errors)
    {
        if (Utf8Text.CountCharacters(text) is var characters && characters > Definition.Length)
        {
            errors.TooLong(this, Found.Characters(characters), Definition.Length.Value);
            return false;
        }

        return true;
    }

    private static bool IsTime(ReadOnlySpan<byte> text)
    {
        Span<char> characters = stackalloc char[TimeLength];
        return text.Length == TimeLength
            && Encoding.UTF8.TryGetChars(text, characters, out var count)
            && ChinaTime.TryParse(characters[..count], out _);
    }

    private static bool IsDay(ReadOnlySpan<byte> text)
    {
        Span<char> characters = stackalloc char[TimeLength];
        return text.Length < TimeLength
            && Encoding.UTF8.TryGetChars(text, characters, out var count)
            && ChinaTime.TryParseDay(characters[..count], out _);
    }
}
