using System.Net;
using HzFunctions.Local.FunctionsHost.Bindings;
using HzFunctions.Local.FunctionsHost.Http;

namespace HzFunctions.Local.FunctionsHost;

/// <summary>The HTTP side of the host.</summary>
internal static class HostWebApplication
{
    // What the real host takes unless told otherwise.
    private const long LargestRequestBody = 100L * 1024 * 1024;

    public static WebApplication Build(FunctionsHostOptions options, IConfiguration configuration)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequestBody;
        });
        builder.Logging.AddConfiguration(configuration.GetSection("logging"));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        options.ConfigureLogging(builder.Logging);
        builder.Services.AddRouting();
        builder.Services.AddSingleton<IHostLifetime, OwnedLifetime>();
        return builder.Build();
    }

    public static void Map(WebApplication app, IReadOnlyList<ITriggerListener> listeners, Func<HostStatus> status)
    {
        app.UseRouting();

        // A path that is known with another method is not found: that is what the Functions host answers.
        app.Use((context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<FunctionRoute>() is null)
            {
                context.SetEndpoint(null);
            }

            return next(context);
        });
        app.MapGet("/admin/host/status", context => context.Response.WriteAsJsonAsync(status())).WithMetadata(new FunctionRoute("host"));
        foreach (var listener in listeners)
        {
            listener.MapEndpoints(app);
        }
    }

    /// <summary>Starts and ends with its owner, who deals with signals.</summary>
    private sealed class OwnedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
