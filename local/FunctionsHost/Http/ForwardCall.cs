using HzFunctions.Local.FunctionsHost.Invocation;
using Microsoft.AspNetCore.Http.Features;

namespace HzFunctions.Local.FunctionsHost.Http;

/// <summary>
/// <c>enableForwardingHttpRequest</c>: the request is made anew from what the host kept of it, and both bodies are whole in
/// memory. A request without a Content-Length but with a body fails here, as it does in Azure, and never reaches the handler.
/// </summary>
internal sealed class ForwardCall(HandlerClient client, InvocationLimit limit, ILogger logger) : IHttpCall
{
    private static readonly string[] KeptContentHeaders = ["Content-Type", "Content-Length"];

    public int FailureStatus => StatusCodes.Status500InternalServerError;

    public async Task AnswerAsync(HttpContext context)
    {
        var invocationId = Guid.NewGuid();
        try
        {
            if (context.Request.ContentLength is null && context.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody)
            {
                throw new InvocationFailedException("The request has a body and no Content-Length, which the host cannot forward.");
            }

            var body = await limit.RunAsync(token => ForwardAsync(context, invocationId, token), context.RequestAborted);
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
        catch (InvocationFailedException error)
        {
            logger.NotPassedOn(invocationId, error.Message);
            throw;
        }
    }

    private async Task<byte[]> ForwardAsync(HttpContext context, Guid invocationId, CancellationToken cancellationToken)
    {
        using var request = await RequestFromAsync(context, cancellationToken);
        using var answer = await client.SendOnAsync(request, invocationId, cancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        RequestHeaders.Copy(answer, context.Response);
        return body;
    }

    private async Task<HttpRequestMessage> RequestFromAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var from = context.Request;
        var query = QueryString.Create(from.Query.Select(pair => KeyValuePair.Create(pair.Key, (string?)string.Join(',', pair.Value.AsEnumerable()))));
        var request = new HttpRequestMessage(HttpMethod.Parse(from.Method), new Uri(client.Address, from.PathBase + from.Path + query));
        if (from.ContentLength > 0)
        {
            var body = new byte[from.ContentLength.Value];
            await from.Body.ReadExactlyAsync(body, cancellationToken);
            request.Content = new ByteArrayContent(body);
        }

        RequestHeaders.Copy(from.Headers, request, wantsContentHeader: name => KeptContentHeaders.Contains(name, StringComparer.OrdinalIgnoreCase));
        request.Headers.TryAddWithoutValidation("User-Agent", HandlerClient.UserAgent);
        return request;
    }
}
