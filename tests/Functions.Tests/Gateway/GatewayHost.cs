using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Client;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.HostAdapter;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Photos;
using HzFunctions.Functions.Quarantine;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Tests.Billing;
using HzFunctions.Functions.Tests.Downlink;
using HzFunctions.Functions.Tests.InMemory;
using HzFunctions.Functions.Tests.Reconciliation;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HzFunctions.Functions.Tests.Gateway;

/// <summary>
/// The handler as it is put together, with storage in memory and a city brain of its own. Two accesses, <c>1001</c> with the car parks
/// P1 and P2 and <c>1002</c> with another P1, registered as an operator does it.
/// </summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    /// <summary>The operators' key.</summary>
    public const string AdminKey = "admin-key-of-the-tests";

    /// <summary>The city brain's key for what it calls.</summary>
    public const string CityBrainKey = "city-brain-key-of-the-tests";

    private readonly WebApplication _app;
    private readonly string _keyFile;

    private GatewayHost(WebApplication app, string keyFile) => (_app, _keyFile) = (app, keyFile);

    /// <summary>Talks to the handler.</summary>
    public required HttpClient Client { get; init; }

    public required InMemoryTable Log { get; init; }

    public required InMemoryTable Directory { get; init; }

    public required InMemoryTable Downlinks { get; init; }

    public required InMemoryTable Guidance { get; init; }

    public required InMemoryQuarantine Quarantine { get; init; }

    public required InMemoryBell Bell { get; init; }

    public required InMemoryPhotoStore Photos { get; init; }

    public required StubCityBrain CityBrain { get; init; }

    public required CapturedLog Logged { get; init; }

    /// <summary>The key pair of the access, which is also that of the client of the wire form.</summary>
    public required TestKeys Keys { get; init; }

    /// <summary>The API key of car park P1 of access 1001.</summary>
    public string ApiKey { get; private set; } = string.Empty;

    /// <summary>The API key of the other access's car park P1.</summary>
    public string StrangersKey { get; private set; } = string.Empty;

    /// <summary>The car park that <see cref="ApiKey"/> opens.</summary>
    public static SiteId Site { get; } = SiteId.Create("1001", "P1")!.Value;

    public IServiceProvider Services => _app.Services;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts the handler, in memory or on a port.</summary>
    /// <param name="settings">App settings beyond the necessary.</param>
    /// <param name="onPort">Whether Kestrel serves it, on the loopback.</param>
    /// <param name="services">Replaces more parts.</param>
    public static async Task<GatewayHost> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null, bool onPort = false, Action<IServiceCollection>? services = null)
    {
        var keys = TestKeys.Shared;
        var (log, directory) = (new InMemoryTable(TimeProvider.System), new InMemoryTable(TimeProvider.System));
        var (downlinks, quarantine) = (new InMemoryTable(TimeProvider.System), new InMemoryQuarantine());
        var guidance = new InMemoryTable(TimeProvider.System);
        var keyFile = Path.GetTempFileName();
        await File.WriteAllTextAsync(keyFile, keys.PrivatePem, Stop);
        var (bell, photos, logged) = (new InMemoryBell(TimeProvider.System), new InMemoryPhotoStore(), new CapturedLog());
        var cityBrain = new StubCityBrain(PublicKey.Load(keys.PublicPem));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["Operations:AdminKeySha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(AdminKey))),
            ["Guidance:CityBrainKeySha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(CityBrainKey))),
            ["Guidance:PhoneKey"] = $"file:{keyFile}",
        });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.Logging.AddHandlerLogging();
        builder.Services.RemoveAll<ILoggerProvider>();
        builder.Services.AddSingleton<ILoggerProvider>(logged);
        builder.Services.AddHandler(builder.Configuration);
        builder.Services.AddSingleton<ITable>(log);
        builder.Services.AddSingleton<IBell>(bell);
        builder.Services.AddSingleton<IPhotoStore>(photos);
        builder.Services.AddSingleton(new DownlinkStore(downlinks));
        builder.Services.AddSingleton(new GuidanceStore(guidance));
        builder.Services.AddSingleton<IDownlinkQueue>(new InMemoryDownlinkQueue(TimeProvider.System));
        builder.Services.AddSingleton<IReconciliationQueue>(new InMemoryReconciliationQueue());
        builder.Services.AddSingleton(new ReconciliationStore(new InMemoryTable(TimeProvider.System), TimeProvider.System));
        builder.Services.AddSingleton<IBillQueue>(new InMemoryBillQueue(TimeProvider.System));
        builder.Services.AddSingleton<IQuarantine>(quarantine);
        builder.Services.AddSingleton(new SiteDirectory(directory));
        builder.Services.AddSingleton(new AccessStandings(directory, TimeProvider.System));
        builder.Services.AddSingleton(new CityBrainClient(new HttpClient(cityBrain), TimeProvider.System));
        services?.Invoke(builder.Services);
        Listen(builder, onPort);

        var app = builder.Build();
        app.MapFunctions();
        await app.StartAsync(Stop);
        var host = new GatewayHost(app, keyFile)
        {
            Client = onPort ? new HttpClient { BaseAddress = new Uri(app.Urls.First()) } : app.GetTestClient(),
            Log = log,
            Directory = directory,
            Downlinks = downlinks,
            Guidance = guidance,
            Quarantine = quarantine,
            Bell = bell,
            Photos = photos,
            CityBrain = cityBrain,
            Logged = logged,
            Keys = keys,
        };
        await host.RegisterAsync();
        return host;
    }

    /// <summary>Posts JSON to an interface of the standard.</summary>
    public Task<Answered> PostAsync(string interfaceName, JsonNode body, string? apiKey = null) =>
        PostAsync($"/api/v2/cp/{interfaceName}", new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), apiKey);

    /// <summary>Posts anything anywhere as car park P1, or with another key.</summary>
    public async Task<Answered> PostAsync(string path, HttpContent? content, string? apiKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TryAddWithoutValidation("X-Api-Key", apiKey ?? ApiKey);
        return await SendAsync(request);
    }

    /// <summary>Gets something as car park P1, or with another key.</summary>
    public async Task<Answered> GetAsync(string path, string? apiKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("X-Api-Key", apiKey ?? ApiKey);
        return await SendAsync(request);
    }

    /// <summary>Does something as an operator.</summary>
    public async Task<Answered> OperateAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("X-Admin-Key", AdminKey);
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await SendAsync(request);
    }

    public async Task<Answered> SendAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request, Stop);
        return await Answered.ReadAsync(response, Stop);
    }

    /// <summary>Sends what waits of car park P1 to the city brain.</summary>
    public Task DrainAsync() => Services.GetRequiredService<OutboxDrain>().DrainAsync(Site, Stop);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        File.Delete(_keyFile);
    }

    private static void Listen(WebApplicationBuilder builder, bool onPort)
    {
        if (onPort)
        {
            builder.WebHost.ConfigureKestrel(kestrel =>
            {
                kestrel.Listen(System.Net.IPAddress.Loopback, 0);
                kestrel.Limits.MaxRequestBodySize = null;
            });
        }
        else
        {
            builder.WebHost.UseTestServer();
        }
    }

    private async Task RegisterAsync()
    {
        foreach (var accessId in new[] { "1001", "1002" })
        {
            await MustAsync(HttpMethod.Put, "/ops/sites/accesses", new JsonObject
            {
                ["accessID"] = accessId,
                ["baseAddress"] = "http://city-brain.example/",
                ["privateKey"] = $"file:{_keyFile}",
                ["platformKey"] = Keys.PublicPem,
                ["mqtt"] = new JsonObject { ["address"] = "mqtt://broker.example:1883" },
            });
        }

        foreach (var (accessId, code) in new[] { ("1001", "P1"), ("1001", "P2"), ("1002", "P1") })
        {
            await MustAsync(HttpMethod.Put, "/ops/sites", new JsonObject { ["accessID"] = accessId, ["parkingCode"] = code, ["parkingName"] = $"场库{code}" });
        }

        ApiKey = await MakeKeyAsync("1001", "P1");
        StrangersKey = await MakeKeyAsync("1002", "P1");
        await MustAsync(HttpMethod.Put, "/ops/sites/identities", new JsonObject
        {
            ["clientID"] = "client-1",
            ["publicKey"] = Keys.PublicPem,
            ["accessID"] = "1001",
            ["parkingCodes"] = new JsonArray("P1"),
        });
    }

    /// <summary>Makes an API key as an operator does.</summary>
    public async Task<string> MakeKeyAsync(string accessId, string parkingCode)
    {
        var made = await MustAsync(HttpMethod.Post, "/ops/sites/keys", new JsonObject { ["accessID"] = accessId, ["parkingCode"] = parkingCode });
        return made.Text("key");
    }

    private async Task<Answered> MustAsync(HttpMethod method, string path, JsonNode body)
    {
        var answered = await OperateAsync(method, path, body);
        Assert.True(answered.Status == 200, $"{path}: {answered.Body}");
        return answered;
    }
}

/// <summary>An answer of the handler.</summary>
internal sealed record Answered(int Status, string? ContentType, HttpResponseHeaders Headers, string Body)
{
    /// <summary>The body as JSON, which every answer has.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public static async Task<Answered> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) => new(
        (int)response.StatusCode,
        response.Content.Headers.ContentType?.MediaType,
        response.Headers,
        await response.Content.ReadAsStringAsync(cancellationToken));

    /// <summary>A member of the body as text.</summary>
    public string Text(string member) => Json.GetProperty(member).ToString();

    /// <summary>The fields that the answer names as wrong.</summary>
    public IReadOnlyList<string> WrongFields => Json.TryGetProperty("errors", out var errors)
        ? errors.EnumerateArray().Select(error => error.GetProperty("field").GetString()!).ToList()
        : [];
}
