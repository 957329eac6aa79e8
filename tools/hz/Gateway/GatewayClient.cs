using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HzFunctions.Hz.Gateway;

/// <summary>What the gateway has answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body; an empty object where it was no JSON object.</param>
/// <param name="RetryAfter">After how long to come again, where it says so.</param>
internal sealed record GatewayReply(int Status, JsonObject Body, TimeSpan? RetryAfter)
{
    /// <summary>The words of a refusal.</summary>
    public string Words => Body.TextOf("error") ?? Body.TextOf("msg") ?? $"HTTP {Status}";

    /// <summary>The standard's code; null where there is none: nearly all that the gateway answers to a car park has one.</summary>
    public string? ResultCode => Body["resultCode"]?.ToString();
}

/// <summary>Speaks to the gateway with one key.</summary>
internal sealed class GatewayClient : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(100);

    private readonly HttpClient _http;
    private readonly string _header;
    private readonly string _key;

    public GatewayClient(HttpClient http, string header, string key)
    {
        (_http, _header, _key) = (http, header, key);
        _http.Timeout = Limit;
    }

    /// <summary>Asks, and wants yes.</summary>
    /// <exception cref="HzFault">The gateway refuses, or does not answer.</exception>
    public async Task<JsonObject> MustAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(method, path, body, cancellationToken);
        return reply.Status == 200 ? reply.Body : throw new HzFault(reply.Status >= 500 ? ExitCode.Unreachable : ExitCode.No, reply.Words);
    }

    /// <summary>Asks.</summary>
    /// <exception cref="HzFault">The gateway does not answer.</exception>
    public async Task<GatewayReply> SendAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation(_header, _key);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToPlainJson()));
            request.Content.Headers.ContentType = new("application/json");
        }

        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return new GatewayReply((int)response.StatusCode, ObjectIn(text), response.Headers.RetryAfter?.Delta);
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new HzFault(ExitCode.Unreachable, $"the gateway does not answer: {fault.Message}");
        }
    }

    public void Dispose() => _http.Dispose();

    private static JsonObject ObjectIn(string text)
    {
        try
        {
            return PlainJson.Parse(text) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
