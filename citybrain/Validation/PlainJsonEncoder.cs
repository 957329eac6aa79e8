using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace HzFunctions.CityBrain.Validation;

/// <summary>
/// Escapes what JSON asks for and nothing else. The platform's relaxed encoder still escapes what lies beyond the basic
/// multilingual plane, so that one text would go up in two ways.
/// </summary>
internal sealed class PlainJsonEncoder : JavaScriptEncoder
{
    private const int FirstPlainCharacter = 0x20;

    public override int MaxOutputCharactersPerInputCharacter => UnsafeRelaxedJsonEscaping.MaxOutputCharactersPerInputCharacter;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < FirstPlainCharacter or '"' or '\\';

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var rest = new ReadOnlySpan<char>(text, textLength);
        var position = 0;
        while (position < rest.Length)
        {
            if (Rune.DecodeFromUtf16(rest[position..], out var rune, out var length) != OperationStatus.Done
                || WillEncode(rune.Value))
            {
                return position;
            }

            position += length;
        }

        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(
        int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
}
