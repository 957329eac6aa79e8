using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace HzFunctions.Bench.Handler;

/// <summary>Registers accesses and car parks at a handler, as an operator does.</summary>
internal sealed class Operator(HttpClient handler)
{
    /// <summary>Makes a key pair for an access and registers it; returns the public key (Base64).</summary>
    public async Task<string> AddAccessAsync(string accessId, Uri cityBrain, string folder, CancellationToken cancellationToken)
    {
        using var rsa = RSA.Create(1024);
        var keyFile = Path.Combine(folder, $"{accessId}.pem");
        await File.WriteAllTextAsync(keyFile, rsa.ExportPkcs8PrivateKeyPem(), cancellationToken);
        await CallAsync(
            HttpMethod.Put,
            "ops/sites/accesses",
            new { accessID = accessId, baseAddress = cityBrain, privateKey = $"file:{keyFile}" },
            cancellationToken);
        return Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo());
    }

    /// <summary>Registers a car park; returns its site and its key.</summary>
    public async Task<(string Site, string ApiKey)> AddCarParkAsync(string accessId, string parkingCode, CancellationToken cancellationToken)
    {
        var made = await CallAsync(
            HttpMethod.Put, "ops/sites", new { accessID = accessId, parkingCode, parkingName = $"停车场{parkingCode}" }, cancellationToken);
        var key = await CallAsync(HttpMethod.Post, "ops/sites/keys", new { accessID = accessId, parkingCode }, cancellationToken);
        return (made.GetProperty("site").GetString()!, key.GetProperty("key").GetString()!);
    }

    /// <summary>The state of everything: <c>GET /ops/status</c>.</summary>
    public Task<JsonElement> StatusAsync(CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Get, "ops/status", null, cancellationToken);

    private async Task<JsonElement> CallAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("X-Admin-Key", HandlerUnderTest.AdminKey);
        if (body is not null)
        {
            // With a length: the handler takes no chunks, since the host would not.
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body))
            {
                Headers = { ContentType = new("application/json") },
            };
        }

        using var answer = await handler.SendAsync(request, cancellationToken);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)
            : throw new InvalidOperationException(
                $"{method} {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }
}
