using System.Net;
using System.Security.Cryptography;
using System.Text;
using HzFunctions.Functions.CityBrainGateway;

namespace HzFunctions.Functions.Guidance;

/// <summary>
/// Admits the city brain: its own key, in the header <c>X-Api-Key</c> or as <c>code</c> in the query, and where the setting says so from certain addresses only. The address is the
/// one that the last proxy before us has seen, which is Azure's own: what stands before it in the header anybody may have written.
/// </summary>
internal sealed class CityBrainAdmission(GuidanceOptions options, ILogger<CityBrainAdmission> logger)
{
    private const string ForwardedFor = "X-Forwarded-For";
    private const string QueryKey = "code";

    private readonly byte[][] _hashes = [.. options.ReadKeyHashes().Select(Convert.FromHexString)];
    private readonly IPNetwork[] _networks = [.. options.ReadNetworks().OfType<IPNetwork>()];

    /// <summary>The HTTP status with which a request is turned away, or null.</summary>
    public int? RefusalOf(HttpRequest request, string interfaceName)
    {
        if (!BearsKey(request))
        {
            GuidanceLog.NoKey(logger, interfaceName);
            return StatusCodes.Status401Unauthorized;
        }

        if (_networks.Length > 0 && !(AddressOf(request) is { } address && _networks.Any(network => network.Contains(address))))
        {
            GuidanceLog.AddressNotAllowed(logger, interfaceName);
            return StatusCodes.Status403Forbidden;
        }

        return null;
    }

    private bool BearsKey(HttpRequest request)
    {
        var key = request.Headers[ApiKeys.Header].ToString() is { Length: > 0 } inHeader ? inHeader : request.Query[QueryKey].ToString();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return key.Length > 0 && _hashes.Any(known => CryptographicOperations.FixedTimeEquals(known, hash));
    }

    private static IPAddress? AddressOf(HttpRequest request)
    {
        var seen = request.Headers[ForwardedFor].ToString().Split(',')[^1].Trim();
        var address = seen.Length == 0 ? request.HttpContext.Connection.RemoteIpAddress
            : IPEndPoint.TryParse(seen, out var endpoint) ? endpoint.Address
            : null;
        return address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
    }
}
