using HzFunctions.MqttBridge;
using HzFunctions.MqttBridge.Health;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.AddSimpleConsole(console => console.SingleLine = true);

// The storage clients log addresses, and with them signatures.
builder.Logging.AddFilter("Azure", LogLevel.Warning);
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.Services.AddBridge(builder.Configuration);

await using var app = builder.Build();
app.MapHealth();
await app.RunAsync().ConfigureAwait(false);
