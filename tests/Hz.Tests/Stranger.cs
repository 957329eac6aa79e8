using System.Net;

namespace HzFunctions.Hz.Tests;

/// <summary>Something that answers all in one way and is no gateway.</summary>
internal sealed class Stranger(int status, string answer) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(answer) });
}
