using System.Net;

namespace HzFunctions.CityBrain.Tests.Client;

/// <summary>Answers every request with the same bytes, without a network.</summary>
internal sealed class CannedHandler(byte[] body, HttpStatusCode status) : HttpMessageHandler
{
    public byte[]? Sent { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Sent = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        return new HttpResponseMessage(status) { Content = new ByteArrayContent(body) };
    }
}
