using System.Globalization;
using System.Net;
using Azure.Data.Tables;
using HzFunctions.Durable.Worker;
using HzFunctions.DurableHandler;
using HzFunctions.DurableHandler.Control;

// A custom handler with orchestrations made for tests: each can be stopped and killed at any point.
var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel =>
    kestrel.Listen(IPAddress.Loopback, int.Parse(builder.Configuration["FUNCTIONS_CUSTOMHANDLER_PORT"]!, CultureInfo.InvariantCulture)));
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.Services.AddDurableWorker(TestWorker.Add);
builder.Services.AddSingleton(new ControlFolder(builder.Configuration["DURABLE_TEST_FOLDER"]!));
builder.Services.AddSingleton(_ => new GenerationTable(new TableClient(
    builder.Configuration["AzureWebJobsStorage"], $"{builder.Configuration["DURABLE_TEST_HUB"]}Subjects")));
builder.Services.AddSingleton<ClientFunction>();

var app = builder.Build();
app.MapGet("/", static () => Results.Ok());
app.MapDurableWorker();
app.MapPost("/Client", context => context.RequestServices.GetRequiredService<ClientFunction>().RunAsync(context));
await app.RunAsync();
return 200;
