using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;

namespace HzFunctions.Functions.Webhooks;

/// <summary>Where webhooks may go beyond public addresses on port 443 (setting section <c>Webhooks</c>).</summary>
internal sealed class WebhookOptions
{
    private const char Comma = ',';

    /// <summary>
    /// Networks (<c>127.0.0.0/8</c>), addresses and host names, with commas between them, that may be called although they are not public, on any
    /// port and by http too: for local runs. Empty: none.
    /// </summary>
    public string AllowedTargets { get; set; } = string.Empty;

    /// <summary>Ports beside 443 that may be called by https, with commas between them.</summary>
    public string AllowedPorts { get; set; } = string.Empty;

    /// <summary>The networks in <see cref="AllowedTargets"/>; an address is a network of one.</summary>
    public IReadOnlyList<IPNetwork> ReadNetworks() => [.. Parts(AllowedTargets).Select(NetworkOf).OfType<IPNetwork>()];

    /// <summary>The host names in <see cref="AllowedTargets"/>.</summary>
    public IReadOnlyList<string> ReadHosts() => [.. Parts(AllowedTargets).Where(part => NetworkOf(part) is null)];

    /// <summary>The ports in <see cref="AllowedPorts"/>; -1 stands for one that is none.</summary>
    public IReadOnlyList<int> ReadPorts() =>
        [.. Parts(AllowedPorts).Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : -1)];

    private static IPNetwork? NetworkOf(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    private static string[] Parts(string text) => text.Split(Comma, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Reads the settings at start-up.</summary>
internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options) =>
        options.ReadHosts().Any(host => Uri.CheckHostName(host) == UriHostNameType.Unknown)
            ? ValidateOptionsResult.Fail("Webhooks:AllowedTargets: holds something that is no network, no address and no host name.")
            : options.ReadPorts().Any(port => port is < 1 or > 65535)
                ? ValidateOptionsResult.Fail("Webhooks:AllowedPorts: holds something that is no port.")
                : ValidateOptionsResult.Success;
}
