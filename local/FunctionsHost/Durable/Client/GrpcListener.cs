using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace HzFunctions.Local.FunctionsHost.Durable.Client;

/// <summary>The listener of the gRPC service: HTTP/2 without TLS, on a free port of 127.0.0.1.</summary>
internal static class GrpcListener
{
    public static WebApplication Build(HubEngine engine, ClientRules rules, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Services.AddRouting();
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton(new TaskHubSidecar(engine));
        builder.Services.AddSingleton(rules);
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = null;
            grpc.MaxSendMessageSize = null;
            grpc.Interceptors.Add<ClientRules>();
        });
        var app = builder.Build();
        app.UseRouting();
        app.MapGrpcService<TaskHubSidecar>();
        return app;
    }
}
