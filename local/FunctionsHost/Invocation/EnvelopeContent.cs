using System.Net;
using System.Net.Http.Headers;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.FunctionsHost.Invocation;

/// <summary>The envelope as a request body. The host does not know its length beforehand and sends it chunked.</summary>
internal sealed class EnvelopeContent : HttpContent
{
    private readonly JObject _envelope;

    public EnvelopeContent(JObject envelope)
    {
        _envelope = envelope;
        Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var writer = new StreamWriter(stream, leaveOpen: true);
        await using (writer)
        {
            using var json = new JsonTextWriter(writer) { CloseOutput = false };
            await _envelope.WriteToAsync(json);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
