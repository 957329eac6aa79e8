using HzFunctions.Local.FunctionsHost.Http;

namespace HzFunctions.Local.FunctionsHost.Durable.Management;

/// <summary>
/// What only the local host has: an id can be made to hang. An instance that runs is no longer worked on, and one that is
/// started stays Pending, so that further starts are told that it exists.
/// </summary>
internal static class WedgeEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints, HubEngine engine)
    {
        void Route(string path, bool isWedged) =>
            endpoints.MapPost(path, context => AnswerAsync(context, engine, isWedged)).WithMetadata(new FunctionRoute("durable"));

        Route("/admin/durable/wedge", isWedged: true);
        Route("/admin/durable/unwedge", isWedged: false);
    }

    private static async Task AnswerAsync(HttpContext context, HubEngine engine, bool isWedged)
    {
        var order = context.Request.HasJsonContentType() ? await context.Request.ReadFromJsonAsync<WedgeOrder>(context.RequestAborted) : null;
        if (string.IsNullOrEmpty(order?.InstanceId))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await engine.WedgeAsync(order.InstanceId, isWedged, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status200OK;
    }

    private sealed record WedgeOrder(string? InstanceId);
}
