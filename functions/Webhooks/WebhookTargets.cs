using System.Net;

namespace HzFunctions.Functions.Webhooks;

/// <summary>Which URLs and which addresses webhooks may go to.</summary>
internal sealed class WebhookTargets(WebhookOptions options)
{
    private const int HttpsPort = 443;

    private readonly IReadOnlyList<IPNetwork> _networks = options.ReadNetworks();
    private readonly HashSet<string> _hosts = new(options.ReadHosts(), StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<int> _ports = [HttpsPort, .. options.ReadPorts()];

    /// <summary>Why a URL may not be called, or null; where its name leads is judged when it is connected to.</summary>
    public string? RefusalOf(Uri url) =>
        url.UserInfo.Length > 0 ? "holds a user name or password"
        : url.Fragment.Length > 0 ? "holds a fragment"
        : url.Scheme is not ("http" or "https") ? "is no https address"
        : IsAllowedHost(url) ? null
        : url.Scheme != "https" ? "is no https address"
        : !_ports.Contains(url.Port) ? "has a port that is neither 443 nor allowed"
        : IPAddress.TryParse(url.DnsSafeHost, out var address) && !PublicAddresses.Contains(address) ? "has an address that is not public"
        : null;

    /// <summary>True when what <paramref name="host"/> resolved to may be connected to.</summary>
    public bool Allows(string host, IPAddress address) =>
        PublicAddresses.Contains(address) || _hosts.Contains(host) || _networks.Any(network => network.Contains(address));

    private bool IsAllowedHost(Uri url) =>
        _hosts.Contains(url.DnsSafeHost)
        || (IPAddress.TryParse(url.DnsSafeHost, out var address) && _networks.Any(network => network.Contains(address)));
}
