using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace HzFunctions.Functions.Guidance;

/// <summary>Who may call the interfaces of indoor guidance (§4.6), and how phone numbers are kept (setting section <c>Guidance</c>).</summary>
internal sealed class GuidanceOptions
{
    private const char Comma = ',';
    private const int HashLength = 64;

    /// <summary>SHA-256 of the city brain's key, 64 hexadecimal digits; two with a comma between them during a rotation. Empty: nobody may call.</summary>
    public string CityBrainKeySha256 { get; set; } = string.Empty;

    /// <summary>Addresses and networks (<c>203.0.113.0/24</c>) that the city brain calls from, with commas between them. Empty: any.</summary>
    public string AllowedAddresses { get; set; } = string.Empty;

    /// <summary>Where the key is under which phone numbers are kept: <c>file:{path}</c>, never the key itself.</summary>
    public string PhoneKey { get; set; } = string.Empty;

    /// <summary>The hashes in <see cref="CityBrainKeySha256"/>.</summary>
    public IReadOnlyList<string> ReadKeyHashes() => Parts(CityBrainKeySha256);

    /// <summary>The networks in <see cref="AllowedAddresses"/>; an address is a network of one, and what is neither is null.</summary>
    public IReadOnlyList<IPNetwork?> ReadNetworks() => [.. Parts(AllowedAddresses).Select(NetworkOf)];

    /// <summary>True for what a SHA-256 is written as.</summary>
    public static bool IsHash(string text) => text.Length == HashLength && text.All(char.IsAsciiHexDigit);

    private static IPNetwork? NetworkOf(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    private static string[] Parts(string text) => text.Split(Comma, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Reads the settings at start-up.</summary>
internal sealed class GuidanceOptionsValidator : IValidateOptions<GuidanceOptions>
{
    private const int MostKeys = 2;

    // What hashing a variable that is not set gives.
    private static readonly string NoKey = Convert.ToHexString(SHA256.HashData([]));

    public ValidateOptionsResult Validate(string? name, GuidanceOptions options)
    {
        var hashes = options.ReadKeyHashes();
        return hashes.Count > MostKeys || !hashes.All(GuidanceOptions.IsHash)
            ? ValidateOptionsResult.Fail("Guidance:CityBrainKeySha256: is not one or two SHA-256 of 64 hexadecimal digits.")
            : hashes.Contains(NoKey, StringComparer.OrdinalIgnoreCase)
                ? ValidateOptionsResult.Fail("Guidance:CityBrainKeySha256: is the SHA-256 of an empty key.")
                : options.ReadNetworks().Contains(null)
                    ? ValidateOptionsResult.Fail("Guidance:AllowedAddresses: holds something that is neither an address nor a network.")
                    : hashes.Count > 0 && options.PhoneKey.Length == 0
                        ? ValidateOptionsResult.Fail("Guidance:PhoneKey: is missing, while the city brain may book.")
                        : ValidateOptionsResult.Success;
    }
}
