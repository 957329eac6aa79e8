using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HzFunctions.CityBrain.Validation;

/// <summary>What one validation works with; lent out again when it is done.</summary>
internal sealed class ValidationScratch : IDisposable
{
    private const int TypicalLength = 1024;
    private static readonly JavaScriptEncoder Encoder = new PlainJsonEncoder();
    private const int LargestKept = 256 * 1024;
    private readonly ArrayBufferWriter<byte> _buffer = new(TypicalLength);

    public ValidationScratch() => Writer = new Utf8JsonWriter(
        _buffer,
        new JsonWriterOptions { Encoder = Encoder, SkipValidation = true });

    /// <summary>False once a huge request has made it too large to keep.</summary>
    public bool IsWorthKeeping => _buffer.Capacity <= LargestKept;

    public ErrorList Errors { get; } = new();

    public MemberSet Top { get; } = new();

    public MemberSet Params { get; } = new();

    public Utf8JsonWriter Writer { get; }

    public string WrittenText()
    {
        Writer.Flush();
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }

    public void Clear()
    {
        Errors.Clear();
        Top.Clear();
        Params.Clear();
        _buffer.ResetWrittenCount();
        Writer.Reset();
    }

    public void Dispose() => Writer.Dispose();
}
