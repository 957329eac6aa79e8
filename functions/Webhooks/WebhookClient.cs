using System.Net.Http.Headers;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Secrets;

namespace HzFunctions.Functions.Webhooks;

/// <summary>Calls car parks over HTTPS: signed, 3 s for each of two tries, no proxy, no redirects, no cookies.</summary>
internal sealed class WebhookClient(
    HttpClient http, WebhookTargets targets, ISecretSource secrets, TimeProvider time, ILogger<WebhookClient> logger) : IWebhooks
{
    private const int Tries = 2;

    /// <summary>The most of an answer that is read, in bytes.</summary>
    public const int LongestAnswer = 64 * 1024;

    /// <summary>How long one try may take.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(3);

    /// <summary>The handler of the <see cref="HttpClient"/>.</summary>
    public static SocketsHttpHandler CreateHandler(WebhookConnector connector) => new()
    {
        ConnectCallback = connector.ConnectAsync,
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxResponseHeadersLength = 16,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ActivityHeadersPropagator = System.Diagnostics.DistributedContextPropagator.CreateNoOutputPropagator(),
    };

    public async Task<ReadOnlyMemory<byte>?> PushAsync(SiteId site, WebhookSetting webhook, byte[] body, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(webhook.Url, UriKind.Absolute, out var url) || targets.RefusalOf(url) is not null)
        {
            WebhookLog.NotCalled(logger, site.Value, "its URL may not be called");
            return null;
        }

        for (var number = 1; number <= Tries; number++)
        {
            if (await TryAsync(site, url, webhook.Secret, body, cancellationToken).ConfigureAwait(false) is { } answer)
            {
                return answer;
            }
        }

        return null;
    }

    private async Task<ReadOnlyMemory<byte>?> TryAsync(SiteId site, Uri url, string secret, byte[] body, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = await SignAsync(url, secret, body, either.Token).ConfigureAwait(false);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return await ReadAsync(response, either.Token).ConfigureAwait(false);
            }

            WebhookLog.Refused(logger, site.Value, (int)response.StatusCode);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SecretUnreadableException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            WebhookLog.NotCalled(logger, site.Value, fault is OperationCanceledException ? "no answer in time" : fault.Message);
        }

        return null;
    }

    private async Task<HttpRequestMessage> SignAsync(Uri url, string secret, byte[] body, CancellationToken cancellationToken)
    {
        var key = await secrets.ReadAsync(secret, cancellationToken).ConfigureAwait(false);
        var (timestamp, signature) = WebhookSignature.Make(key, time.GetUtcNow(), body);
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        request.Headers.Add(WebhookSignature.SignatureHeader, signature);
        return request;
    }

    // What is longer than any answer is not read, and the car park has the message all the same.
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestAnswer + 1];
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return length > LongestAnswer ? ReadOnlyMemory<byte>.Empty : buffer.AsMemory(0, length);
        }
    }
}
