using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace HzFunctions.CityBrain.Client;

/// <summary>
/// The fields of a request as <c>application/x-www-form-urlencoded</c>. A photo of half a million characters is encoded piece by piece
/// into the connection and never copied as a whole; its length is still told, since not every server takes chunks.
/// </summary>
internal sealed class WireFormContent : HttpContent
{
    private const int PieceLength = 8192;
    private const int LongestEncoding = 3;

    // All that Base64 has and a form may not carry as it is.
    private static readonly SearchValues<char> Escaped = SearchValues.Create("+/=");

    private readonly byte[] _fields;
    private readonly string _file;

    public WireFormContent(string fields, string? file)
    {
        _file = file ?? "";
        _fields = Encoding.ASCII.GetBytes((fields, file) switch
        {
            (_, null) => fields,
            ("", _) => "file=",
            _ => fields + "&file=",
        });
        Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
    }

    protected override bool TryComputeLength(out long length)
    {
        var escapes = 0;
        for (var rest = _file.AsSpan(); rest.IndexOfAny(Escaped) is >= 0 and var next; rest = rest[(next + 1)..])
        {
            escapes++;
        }

        length = _fields.Length + _file.Length + (escapes * (LongestEncoding - 1));
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_fields, cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(PieceLength * LongestEncoding);
        try
        {
            for (var start = 0; start < _file.Length; start += PieceLength)
            {
                var length = Encode(_file.AsSpan(start, Math.Min(PieceLength, _file.Length - start)), buffer);
                await stream.WriteAsync(buffer.AsMemory(0, length), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int Encode(ReadOnlySpan<char> piece, Span<byte> buffer)
    {
        var written = 0;
        while (!piece.IsEmpty)
        {
            var plain = piece.IndexOfAny(Escaped) is >= 0 and var next ? next : piece.Length;
            written += Encoding.ASCII.GetBytes(piece[..plain], buffer[written..]);
            if (plain < piece.Length)
            {
                var escape = piece[plain] switch { '+' => "%2B"u8, '/' => "%2F"u8, _ => "%3D"u8 };
                escape.CopyTo(buffer[written..]);
                written += escape.Length;
                plain++;
            }

            piece = piece[plain..];
        }

        return written;
    }
}
