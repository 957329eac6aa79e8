using Microsoft.AspNetCore.Http.Features;

namespace HzFunctions.Durable.Worker;

/// <summary>Serves what the Functions host posts to orchestrators and activities: <c>POST /{FunctionName}</c>.</summary>
public static class DurableWorkerEndpoints
{
    /// <summary>Maps every orchestrator and activity that was added.</summary>
    public static void MapDurableWorker(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var functions = endpoints.ServiceProvider.GetRequiredService<FunctionRegistry>();
        var orchestrators = endpoints.ServiceProvider.GetRequiredService<OrchestratorEndpoint>();
        var activities = endpoints.ServiceProvider.GetRequiredService<ActivityEndpoint>();
        foreach (var name in functions.Orchestrators.Keys)
        {
            endpoints.MapPost($"/{name}", context => orchestrators.RunAsync(OfAnyLength(context), name));
        }

        foreach (var name in functions.Activities.Keys)
        {
            endpoints.MapPost($"/{name}", context => activities.RunAsync(OfAnyLength(context), name));
        }
    }

    // A long history is refused by the default limit, and a refused turn is the end of its instance.
    private static HttpContext OfAnyLength(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        return context;
    }
}
