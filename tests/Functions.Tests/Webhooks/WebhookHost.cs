using System.Net;
using System.Text;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Secrets;
using HzFunctions.Functions.Tests.Gateway;
using HzFunctions.Functions.Webhooks;
using Microsoft.AspNetCore.Http;

namespace HzFunctions.Functions.Tests.Webhooks;

/// <summary>A car park's webhook on a real port, and a client that resolves names as a test says.</summary>
internal sealed class WebhookHost : IAsyncDisposable
{
    /// <summary>The shared secret.</summary>
    public const string Secret = "the secret of the tests";

    private readonly WebApplication _app;
    private readonly List<ReceivedPush> _received = [];
    private readonly List<IPEndPoint> _dialled = [];
    private readonly CapturedLog _log = new();

    private WebhookHost(WebApplication app) => _app = app;

    /// <summary>What came.</summary>
    public IReadOnlyList<ReceivedPush> Received => _received;

    /// <summary>What the client said in the log.</summary>
    public IReadOnlyCollection<string> Logged => _log.Records;

    /// <summary>Which addresses were connected to.</summary>
    public IReadOnlyList<IPEndPoint> Dialled => _dialled;

    /// <summary>How it answers.</summary>
    public RequestDelegate Answer { get; set; } = context => Task.CompletedTask;

    /// <summary>What names lead to, one answer for each time that is asked.</summary>
    public Queue<IPAddress[]> Names { get; } = [];

    public int Port => new Uri(_app.Urls.First()).Port;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<WebhookHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var host = new WebhookHost(app);
        app.Run(host.ServeAsync);
        await app.StartAsync(Stop);
        return host;
    }

    /// <summary>Posts a body to the URL.</summary>
    /// <param name="url">The URL; {port} stands for this host's.</param>
    /// <param name="allowed">The setting AllowedTargets.</param>
    /// <param name="time">The clock; null: the system's.</param>
    public async Task<string?> PushAsync(string url, string allowed = "127.0.0.0/8", TimeProvider? time = null)
    {
        var targets = new WebhookTargets(new WebhookOptions { AllowedTargets = allowed, AllowedPorts = $"{Port}" });
        var connector = new WebhookConnector(targets, (_, _) => Task.FromResult(Names.Dequeue()), DialAsync);
        using var http = new HttpClient(WebhookClient.CreateHandler(connector)) { Timeout = Timeout.InfiniteTimeSpan };
        using var loggers = new LoggerFactory([_log]);
        var client = new WebhookClient(http, targets, new FixedSecret(), time ?? TimeProvider.System, loggers.CreateLogger<WebhookClient>());
        var webhook = new WebhookSetting(url.Replace("{port}", $"{Port}", StringComparison.Ordinal), "file:/secret");
        var answer = await client.PushAsync(SiteId.Parse("1001~~P1")!.Value, webhook, Encoding.UTF8.GetBytes("""{"id":"x"}"""), Stop);
        return answer is { } body ? Encoding.UTF8.GetString(body.Span) : null;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<Stream> DialAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        _dialled.Add(address);
        return await WebhookConnector.DialAsync(new IPEndPoint(IPAddress.Loopback, Port), cancellationToken);
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        _received.Add(new ReceivedPush(
            context.Request.Method,
            context.Request.ContentType,
            context.Request.Headers["X-HZ-Timestamp"].ToString(),
            context.Request.Headers["X-HZ-Signature"].ToString(),
            body.ToArray()));
        await Answer(context);
    }

    private sealed class FixedSecret : ISecretSource
    {
        public Task<IReadOnlyList<Secrets.Secret>> ReadVersionsAsync(string reference, bool asOfNow, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Secrets.Secret>>([new Secrets.Secret("1", Encoding.UTF8.GetBytes(Secret))]);
    }
}

/// <summary>A request that came to a webhook.</summary>
internal sealed record ReceivedPush(string Method, string? ContentType, string Timestamp, string Signature, byte[] Body);
