using System.Text;

namespace HzFunctions.Functions.HostAdapter;

/// <summary>Maps functions whose requests the host passes on as they are (an httpTrigger and nothing else).</summary>
internal static class HttpFunctions
{
    private static readonly byte[] TryAgain =
        Encoding.UTF8.GetBytes("""{"resultCode":"500","msg":"the request could not be served; try again"}""");

    /// <summary>Maps a function at its route.</summary>
    /// <param name="app">The handler.</param>
    /// <param name="function">The function's folder.</param>
    /// <param name="route">The route, as function.json has it.</param>
    /// <param name="run">Serves the request.</param>
    public static void MapHttpFunction(this WebApplication app, string function, string route, RequestDelegate run) =>
        app.Map($"/{route}", async context =>
        {
            try
            {
                await run(context).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // A fault of the storage must look to callers like what it is: a reason to try again.
            catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
#pragma warning restore CA1031
            {
                HostLog.RequestFailed(context.RequestServices.GetRequiredService<ILogger<WebApplication>>(), function, fault);
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.ContentType = "application/json; charset=utf-8";
                context.Response.Headers.RetryAfter = "5";
                await context.Response.Body.WriteAsync(TryAgain, context.RequestAborted).ConfigureAwait(false);
            }
        });

    /// <summary>A value of the route, as text.</summary>
    public static string RouteText(this HttpContext context, string name) => context.Request.RouteValues[name] as string ?? string.Empty;
}
