using HzFunctions.Local.FunctionsHost.Bindings;
using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.FunctionsHost.Invocation;
using Microsoft.AspNetCore.Routing.Patterns;

namespace HzFunctions.Local.FunctionsHost.Http;

/// <summary>Answers the requests of one function.</summary>
internal sealed class HttpListener(FunctionDefinition function, RoutePattern pattern, IHttpCall call) : ITriggerListener
{
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        var endpoint = endpoints.Map(pattern, AnswerAsync).WithMetadata(new FunctionRoute(function.Name));
        if (function.Trigger.Texts("methods") is { Count: > 0 } methods)
        {
            endpoint.WithMetadata(new HttpMethodMetadata(methods.Select(method => method.ToUpperInvariant())));
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await call.AnswerAsync(context);
        }
        catch (InvocationFailedException)
        {
            Fail(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone, or the host stops.
        }
    }

    private void Fail(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
        }
        else
        {
            context.Response.Clear();
            context.Response.StatusCode = call.FailureStatus;
        }
    }
}
