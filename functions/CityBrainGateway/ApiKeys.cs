using HzFunctions.Functions.Directory;

namespace HzFunctions.Functions.CityBrainGateway;

/// <summary>Proves who a caller with an <c>X-Api-Key</c> is: <c>{keyId}.{secret}</c>.</summary>
internal sealed class ApiKeys(SiteDirectory directory)
{
    /// <summary>The header's name.</summary>
    public const string Header = "X-Api-Key";

    /// <summary>The site that the key opens, or why it opens none.</summary>
    public async Task<(SiteEntry? Site, GatewayAnswer? Refusal)> AuthenticateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!ApiKeyText.TryParse(request.Headers[Header], out var keyId, out var secret))
        {
            return (null, GatewayAnswer.Refused(StatusCodes.Status401Unauthorized, $"the header {Header} holds no key"));
        }

        var key = await directory.FindKeyAsync(keyId, cancellationToken).ConfigureAwait(false);
        if (key is null || !ApiKeyText.IsSecretOf(key, secret))
        {
            return (null, GatewayAnswer.Refused(StatusCodes.Status401Unauthorized, "the key is not known"));
        }

        var site = await directory.FindSiteAsync(key.Site, cancellationToken).ConfigureAwait(false);
        return site is null or { Disabled: true }
            ? (null, GatewayAnswer.Refused(StatusCodes.Status403Forbidden, "the car park is disabled"))
            : (site, null);
    }
}
