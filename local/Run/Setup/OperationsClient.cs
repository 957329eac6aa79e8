using System.Net;
using System.Text;
using System.Text.Json;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.Run.Setup;

/// <summary>Speaks to the gateway as its operator does.</summary>
internal sealed class OperationsClient : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http;

    public OperationsClient(Uri gateway, string adminKey)
    {
        _http = new HttpClient { BaseAddress = gateway, Timeout = Limit };
        _http.DefaultRequestHeaders.Add("X-Admin-Key", adminKey);
    }

    /// <summary>Whether the gateway can do its work.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        try
        {
            using var response = await _http.GetAsync("/health/ready", cancellation);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException || !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    public Task<JsonElement> PutAsync(string path, object body, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Put, path, body, cancellation);

    public Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, path, body, cancellation);

    /// <summary>How each car park stands.</summary>
    public async Task<OperationsStatus> StatusAsync(CancellationToken cancellation) =>
        (await _http.GetFromJsonAsync<OperationsStatus>("/ops/status", cancellation))!;

    /// <summary>The public halves of a car park's keys.</summary>
    public async Task<IReadOnlyList<string>> KeysOfAsync(string accessID, string parkingCode, CancellationToken cancellation)
    {
        var list = await _http.GetFromJsonAsync<SiteList>("/ops/sites", cancellation);
        return
        [
            .. list!.Sites
                .Where(site => (site.AccessID, site.ParkingCode) == (accessID, parkingCode))
                .SelectMany(site => site.Keys)
                .Select(key => key.KeyId),
        ];
    }

    /// <summary>How the gateway calls its car parks.</summary>
    public async Task<IReadOnlyDictionary<Site, string>> SiteKeysAsync(CancellationToken cancellation)
    {
        var list = await _http.GetFromJsonAsync<SiteList>("/ops/sites", cancellation);
        return list!.Sites.ToDictionary(site => new Site(site.AccessID, site.ParkingCode), site => site.Site);
    }

    /// <summary>What a path of the operator's tells; null: there is no such thing.</summary>
    public async Task<JsonElement?> GetAsync(string path, CancellationToken cancellation)
    {
        using var response = await _http.GetAsync(path, cancellation);
        return response.StatusCode == HttpStatusCode.NotFound ? null
            : JsonElement.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellation));
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object body, CancellationToken cancellation)
    {
        // Of known length: the Functions host does not take a chunked body.
        using var content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await _http.SendAsync(request, cancellation);
        var answer = await response.Content.ReadAsStringAsync(cancellation);
        return response.IsSuccessStatusCode
            ? JsonElement.Parse(answer)
            : throw new InvalidOperationException($"The gateway answers {(int)response.StatusCode} to {method} {path}: {answer}");
    }

    private sealed record SiteList(IReadOnlyList<ListedSite> Sites);

    private sealed record ListedSite(string Site, string AccessID, string ParkingCode, IReadOnlyList<ListedKey> Keys);

    private sealed record ListedKey(string KeyId);
}
