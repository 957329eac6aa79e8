using HzFunctions.Local.FunctionsHost.Invocation;
using Microsoft.AspNetCore.Http.Features;

namespace HzFunctions.Local.FunctionsHost.Http;

/// <summary><c>enableProxyingHttpRequest</c>: path, query and headers as they came, bodies streaming both ways.</summary>
internal sealed class ProxyCall(HandlerClient client, InvocationLimit limit, ILogger logger) : IHttpCall
{
    private static readonly UriCreationOptions AsItCame = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public int FailureStatus => StatusCodes.Status502BadGateway;

    public async Task AnswerAsync(HttpContext context)
    {
        var invocationId = Guid.NewGuid();
        try
        {
            await limit.RunAsync(token => PassAsync(context, invocationId, token), context.RequestAborted);
        }
        catch (InvocationFailedException error)
        {
            logger.NotPassedOn(invocationId, error.Message);
            throw;
        }
    }

    private async Task<int> PassAsync(HttpContext context, Guid invocationId, CancellationToken cancellationToken)
    {
        using var request = RequestFrom(context);
        using var answer = await client.SendOnAsync(request, invocationId, cancellationToken);
        RequestHeaders.Copy(answer, context.Response);
        await answer.Content.CopyToAsync(context.Response.Body, cancellationToken);
        return context.Response.StatusCode;
    }

    private HttpRequestMessage RequestFrom(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = new HttpRequestMessage(
            HttpMethod.Parse(context.Request.Method), new Uri(client.Address.GetLeftPart(UriPartial.Authority) + target, AsItCame));
        if (context.Request.ContentLength is not null || context.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody)
        {
            request.Content = new StreamContent(context.Request.Body);
        }

        RequestHeaders.Copy(context.Request.Headers, request, wantsContentHeader: _ => true);
        return request;
    }
}
