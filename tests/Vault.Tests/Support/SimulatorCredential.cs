using System.Globalization;
using System.Text.Json;
using Azure.Core;
using HzFunctions.Local.VaultSimulator;

namespace HzFunctions.Vault.Tests.Support;

/// <summary>
/// Fetches tokens from the simulator's identity endpoint. The library's own credential, which the local run uses, takes the endpoint from the
/// environment, and that is the whole process's.
/// </summary>
internal sealed class SimulatorCredential(VaultSimulatorServer simulator) : TokenCredential
{
    public const string Secret = "the identity's header";

    private static readonly HttpClient Http = new();

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Nothing here is synchronous.");

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var resource = requestContext.Scopes[0].Replace("/.default", string.Empty, StringComparison.Ordinal);
        var address = new Uri(simulator.Admin, $"identity?api-version=2019-08-01&resource={Uri.EscapeDataString(resource)}");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add(IdentityEndpoint.SecretHeader, Secret);
        using var response = await Http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken)).RootElement;
        var until = long.Parse(body.GetProperty("expires_on").GetString()!, CultureInfo.InvariantCulture);
        return new AccessToken(body.GetProperty("access_token").GetString()!, DateTimeOffset.FromUnixTimeSeconds(until));
    }
}
