using HzFunctions.Local.VaultSimulator;

namespace HzFunctions.Local.Run.Setup;

/// <summary>The vault of a local run, as whoever owns it sees it.</summary>
internal sealed class LocalVault(Uri address, Uri admin, string folder, string identitySecret) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = admin };

    /// <summary>Where it is made to fail.</summary>
    public Uri Admin => admin;

    /// <summary>What the gateway and the bridge are told: the vault, and an identity as App Service gives its applications one.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["Vault__Uri"] = address.ToString(),
        ["Vault__Scope"] = $"{VaultSimulatorOptions.Resource}/.default",
        ["Vault__TrustedCertificatesFile"] = VaultCertificate.FileIn(folder),
        ["AZURE_CLIENT_ID"] = "11111111-2222-3333-4444-555555555555",
        ["IDENTITY_ENDPOINT"] = new Uri(admin, IdentityEndpoint.Path).ToString(),
        ["IDENTITY_HEADER"] = identitySecret,
    };

    public async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        try
        {
            await StatusAsync(cancellation);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>What it has done so far.</summary>
    public async Task<VaultAdmin.StatusBody> StatusAsync(CancellationToken cancellation) =>
        (await _http.GetFromJsonAsync<VaultAdmin.StatusBody>("/admin/status", cancellation))!;

    /// <summary>Makes a key unless there is one. Returns its public half, PEM.</summary>
    public Task<string> MakeKeyAsync(string name, CancellationToken cancellation) => PublicKeyAsync($"/admin/keys/{name}", cancellation);

    /// <summary>Makes a new version of a key. Returns its public half, PEM.</summary>
    public Task<string> RotateAsync(string name, CancellationToken cancellation) => PublicKeyAsync($"/admin/keys/{name}/rotate", cancellation);

    public async Task PutSecretAsync(string name, string value, CancellationToken cancellation)
    {
        using var response = await _http.PutAsJsonAsync($"/admin/secrets/{name}", new VaultAdmin.SecretBody(value), cancellation);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Has it answer everything with 429 for a while.</summary>
    public async Task ThrottleAsync(TimeSpan length, CancellationToken cancellation)
    {
        using var response = await _http.PostAsJsonAsync("/admin/throttle", new VaultAdmin.ThrottleBody(length.TotalSeconds), cancellation);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> PublicKeyAsync(string path, CancellationToken cancellation)
    {
        using var response = await _http.PostAsync(path, content: null, cancellation);
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<VaultAdmin.PublicKeyBody>(cancellation))!.PublicKey;
    }
}
