using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Local.CitySimulator;
using HzFunctions.Local.CitySimulator.Access;
using HzFunctions.Local.CitySimulator.Downlinks;
using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Local.Tests.Wire;
using HzFunctions.Local.Wire;
using Microsoft.Extensions.Time.Testing;
using Org.BouncyCastle.Crypto.Parameters;

namespace HzFunctions.Local.Tests.CitySimulator;

/// <summary>A city brain on a loopback port, with the accesses of a test and a clock that stands still.</summary>
internal sealed class CityUnderTest : IAsyncDisposable
{
    public const string First = "A00001";
    public const string Second = "A00002";

    // Reading a key takes BouncyCastle longer than using it.
    private static readonly RsaPrivateCrtKeyParameters SmallKey = WireKeys.ReadPrivate(Vectors.PrivateKey("carpark-1024"));
    private static readonly RsaPrivateCrtKeyParameters LargeKey = WireKeys.ReadPrivate(Vectors.PrivateKey("carpark-2048"));

    private readonly TemporaryFolder _folder = new();
    private readonly CitySimulatorOptions _options;
    private CitySimulatorServer _server;

    private CityUnderTest(bool requireArrival, bool sendsDown)
    {
        _options = new CitySimulatorOptions
        {
            Port = 0,
            StateFolder = _folder.Path,
            RequireArrival = requireArrival,
            // Nobody is there: what is sent down is made, and waits.
            Broker = sendsDown ? new BrokerLogin(new Uri("mqtt://127.0.0.1:9"), _folder.File("broker.secret")) : null,
        };
        AccessRegister.Write(_options.AccessesFile, Accesses);
        _server = new CitySimulatorServer(_options, Time);
    }

    public static IReadOnlyList<AccessEntry> Accesses { get; } =
    [
        new()
        {
            AccessID = First,
            PublicKey = Vectors.PublicKey("carpark-1024"),
            CarParks = [new KnownCarPark("1001", "吴山广场"), new KnownCarPark("1002", "武林广场")],
        },
        new()
        {
            AccessID = Second,
            PublicKey = Vectors.PublicKey("carpark-2048"),
            Hash = WireHash.Sha256,
            CarParks = [new KnownCarPark("1001", "西湖文化广场")],
        },
    ];

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 10, 30, TimeSpan.FromHours(8)));

    public HttpClient Http { get; private set; } = new();

    public string AcceptedFile => _options.AcceptedFile;

    public static async Task<CityUnderTest> StartAsync(bool requireArrival = true, bool sendsDown = false)
    {
        var city = new CityUnderTest(requireArrival, sendsDown);
        await city.ListenAsync();
        return city;
    }

    public void Issue(params AccessEntry[] accesses) => AccessRegister.Write(_options.AccessesFile, [.. Accesses, .. accesses]);

    /// <summary>Ends the server and starts another over what it left behind.</summary>
    public async Task RestartAsync()
    {
        await _server.DisposeAsync();
        _server = new CitySimulatorServer(_options, Time);
        await ListenAsync();
    }

    public Task<JsonObject> UploadAsync(string interfaceName, params (string Name, JsonNode? Value)[] changes) =>
        UploadAsync(First, interfaceName, Samples.Of(interfaceName, changes));

    public async Task<JsonObject> UploadAsync(string accessID, string interfaceName, JsonObject data, string? file = null)
    {
        using var response = await PostAsync(accessID, interfaceName, data, file);
        return (await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!;
    }

    public async Task<HttpResponseMessage> PostAsync(string accessID, string interfaceName, JsonObject data, string? file = null)
    {
        using var form = new FormUrlEncodedContent(Parameters(accessID, new JsonObject { ["data"] = data }.ToJsonString(), file));
        return await Http.PostAsync(PathOf(interfaceName), form, Cancellation);
    }

    public static Dictionary<string, string> Parameters(string accessID, string plaintext, string? file = null)
    {
        var message = WireMessage.Seal(plaintext, KeyOf(accessID), accessID == Second ? WireHash.Sha256 : WireHash.Md5);
        var parameters = new Dictionary<string, string> { ["accessID"] = accessID, ["cipher"] = message.Cipher, ["sign"] = message.Sign };
        if (file is not null)
        {
            parameters["file"] = file;
        }

        return parameters;
    }

    public static string PathOf(string interfaceName) => StandardCatalogue.Instance.Find(interfaceName)!.Path;

    public static RsaPrivateCrtKeyParameters KeyOf(string accessID) => accessID == Second ? LargeKey : SmallKey;

    public async Task<JsonElement> AdminAsync(string path) => await Http.GetFromJsonAsync<JsonElement>($"/admin/{path}", Cancellation);

    public async Task OrderFaultAsync(object order)
    {
        using var response = await Http.PostAsJsonAsync("/admin/faults", order, Cancellation);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The kinds of violation noted so far.</summary>
    public async Task<string[]> ViolationsAsync() =>
        [.. (await AdminAsync("violations")).EnumerateArray().Select(violation => violation.GetProperty("kind").GetString()!)];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task ListenAsync()
    {
        await _server.StartAsync(Cancellation);
        Http.Dispose();
        Http = new HttpClient { BaseAddress = _server.Address };
    }
}
