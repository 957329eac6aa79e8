using HzFunctions.Local.FunctionsHost.Handler;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.FunctionsHost.Invocation;

/// <summary>Calls the handler as the host does: the three headers on each call, and nothing added by .NET.</summary>
internal sealed class HandlerClient(HttpClient http, HandlerProcess handler)
{
    /// <summary>The version of the Functions host whose behaviour this one copies.</summary>
    public const string HostVersion = "4.1037.0.0";

    public const string InvocationIdHeader = "X-Azure-Functions-InvocationId";
    public const string HostVersionHeader = "X-Azure-Functions-HostVersion";
    public const string UserAgent = "Azure-Functions-Host/" + HostVersion;

    /// <summary>Where the handler listens.</summary>
    public Uri Address => handler.Address;

    /// <summary>Connections without traces, cookies, proxies and limits. Redirects are followed unless HTTP is sent on as it is.</summary>
    public static HttpClient Connections(bool followsRedirects) =>
        new(new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = followsRedirects,
            UseCookies = false,
            UseProxy = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <summary>Posts an envelope to a function and gives the whole answer.</summary>
    public async Task<HttpResponseMessage> PostAsync(
        string functionName, Guid invocationId, JObject envelope, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(handler.Address, functionName));
        request.Content = new EnvelopeContent(envelope);
        request.Headers.UserAgent.ParseAdd(UserAgent);
        Mark(request, invocationId);
        return await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
    }

    /// <summary>Sends a request that was made from the caller's own, and gives the answer before its body was read.</summary>
    public Task<HttpResponseMessage> SendOnAsync(HttpRequestMessage request, Guid invocationId, CancellationToken cancellationToken)
    {
        Mark(request, invocationId);
        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static void Mark(HttpRequestMessage request, Guid invocationId)
    {
        request.Headers.Remove(InvocationIdHeader);
        request.Headers.Remove(HostVersionHeader);
        request.Headers.Add(InvocationIdHeader, invocationId.ToString());
        request.Headers.Add(HostVersionHeader, HostVersion);
    }
}
