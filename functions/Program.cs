using System.Net;
using HzFunctions.Functions;
using HzFunctions.Functions.HostAdapter;

var builder = WebApplication.CreateSlimBuilder(args);
var port = HostSettings.ReadPort(builder.Configuration);
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.Listen(IPAddress.Loopback, port);

    // The gateway has limits of its own; the histories that the Durable extension sends have none.
    kestrel.Limits.MaxRequestBodySize = null;
});
builder.Logging.AddHandlerLogging();
builder.Services.AddHandler(builder.Configuration);

await using var app = builder.Build();
app.MapFunctions();
await app.RunAsync().ConfigureAwait(false);

// The Functions host restarts a handler that ends with 200, and leaves one that ends with 0 dead.
return 200;
