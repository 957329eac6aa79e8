using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.CityBrain.Tests.Envelope;

namespace HzFunctions.CityBrain.Tests.Client;

/// <summary>What the client's tests have in common: an access with the vectors' key, and a client over the recommended handler.</summary>
internal sealed class ClientFixture : IDisposable
{
    public const string Json = """{"data":{"parkingCode":"1001","uploadTime":"2026-11-23 09:10:11"}}""";
    public const string AcceptedJson = """{"resultCode":"200","msg":"操作成功"}""";
    public static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(1);

    private static readonly IPrivateKeyOperation Key = PrivateKeys.Load(Vector.Text("carpark-1024.pkcs8.pem"));
    private readonly HttpClient _http;

    public ClientFixture(HttpMessageHandler? handler = null, TimeProvider? time = null)
    {
        _http = new HttpClient(handler ?? CityBrainHttp.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        Client = new CityBrainClient(_http, time ?? TimeProvider.System);
    }

    public CityBrainClient Client { get; }

    public static PublicKey PublicKey { get; } = PublicKey.Load(Vector.Text("carpark-1024.public.pem"));

    public static InterfaceDefinition Definition(string name) => StandardCatalogue.Instance.Find(name)!;

    public static AccessConnection AccessTo(Uri address) => new() { AccessId = "M00009", BaseAddress = address, Key = Key };

    public Task<CityBrainAnswer> SendAsync(Uri address, string interfaceName = "uploadHeartbeat", string? file = null) =>
        SendAsync(AccessTo(address), interfaceName, file);

    public Task<CityBrainAnswer> SendAsync(AccessConnection access, string interfaceName = "uploadHeartbeat", string? file = null) =>
        Client.SendAsync(access, Definition(interfaceName), Json, file, LongEnough, TestContext.Current.CancellationToken);

    public void Dispose() => _http.Dispose();
}
