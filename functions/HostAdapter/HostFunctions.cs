using HzFunctions.Durable.Client;
using HzFunctions.Durable.Invocation;

namespace HzFunctions.Functions.HostAdapter;

/// <summary>Maps functions that the host calls with an envelope (queue, timer): <c>POST /{FunctionName}</c>.</summary>
internal static class HostFunctions
{
    // The host hangs on an empty answer until its time limit and then kills this process: never less than an empty object.
    private static readonly byte[] Done = "{}"u8.ToArray();

    /// <summary>Maps a function with a queue trigger.</summary>
    /// <param name="app">The handler.</param>
    /// <param name="function">The function's folder.</param>
    /// <param name="binding">The trigger's name in function.json.</param>
    /// <param name="run">Gets the message's text. A fault makes the host deliver the message again.</param>
    public static void MapQueueFunction(
        this WebApplication app, string function, string binding, Func<string, CancellationToken, Task> run) =>
        app.Map($"/{function}", context => RunAsync(context, function, async token =>
        {
            using var invocation = await HostInvocation.ReadAsync(context.Request.Body, token).ConfigureAwait(false);
            await run(MessageIn(invocation, binding), token).ConfigureAwait(false);
        }));

    /// <summary>Maps a function with a queue trigger and a durableClient binding.</summary>
    /// <inheritdoc cref="MapQueueFunction(WebApplication, string, string, Func{string, CancellationToken, Task})"/>
    /// <param name="client">The durableClient binding's name in function.json.</param>
    public static void MapQueueFunction(
        this WebApplication app, string function, string binding, string client, Func<string, DurableClient, CancellationToken, Task> run) =>
        app.Map($"/{function}", context => RunAsync(context, function, async token =>
        {
            using var invocation = await HostInvocation.ReadAsync(context.Request.Body, token).ConfigureAwait(false);
            await run(MessageIn(invocation, binding), ClientIn(context, invocation, client), token).ConfigureAwait(false);
        }));

    /// <summary>Maps a function with a timer trigger.</summary>
    public static void MapTimerFunction(this WebApplication app, string function, Func<CancellationToken, Task> run) =>
        app.Map($"/{function}", context => RunAsync(context, function, run));

    /// <summary>Maps a function with a timer trigger and a durableClient binding.</summary>
    public static void MapTimerFunction(this WebApplication app, string function, string client, Func<DurableClient, CancellationToken, Task> run) =>
        app.Map($"/{function}", context => RunAsync(context, function, async token =>
        {
            using var invocation = await HostInvocation.ReadAsync(context.Request.Body, token).ConfigureAwait(false);
            await run(ClientIn(context, invocation, client), token).ConfigureAwait(false);
        }));

    private static string MessageIn(HostInvocation invocation, string binding) =>
        invocation.TextOf(binding) ?? throw new FormatException($"The host's request has nothing in the binding '{binding}'.");

    private static DurableClient ClientIn(HttpContext context, HostInvocation invocation, string binding) =>
        context.RequestServices.GetRequiredService<DurableClients>().FromBinding(invocation.TextOf(binding));

    private static async Task RunAsync(HttpContext context, string function, Func<CancellationToken, Task> run)
    {
        context.Response.ContentType = "application/json";
        try
        {
            await run(context.RequestAborted).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever went wrong, the host must hear of it as a failure and deliver again; nothing may end this process.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            HostLog.FunctionFailed(context.RequestServices.GetRequiredService<ILogger<WebApplication>>(), function, fault);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }

        await context.Response.Body.WriteAsync(Done, CancellationToken.None).ConfigureAwait(false);
    }
}
