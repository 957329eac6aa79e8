using HzFunctions.Local.Wire;

namespace HzFunctions.Local.CitySimulator.Access;

/// <summary>One access as it is written in the simulator's file of accesses: what the platform agreed on with one operator.</summary>
internal sealed record AccessEntry
{
    public required string AccessID { get; init; }

    /// <summary>The operator's public key, PEM or Base64.</summary>
    public required string PublicKey { get; init; }

    /// <summary>The key that it had until a moment ago: what comes under that is refused, but held against nobody.</summary>
    public string? FormerPublicKey { get; init; }

    public WireHash Hash { get; init; } = WireHash.Md5;

    public CipherForm Cipher { get; init; } = CipherForm.OwnPrivateKey;

    /// <summary>The platform's private key: for what goes down, and needed where the operator encrypts for it.</summary>
    public string? PlatformPrivateKey { get; init; }

    /// <summary>Whether <c>data</c> comes as a string that holds the JSON.</summary>
    public bool DataAsString { get; init; }

    /// <summary>Whether the parameters come in the query string of a POST without a body.</summary>
    public bool InQueryString { get; init; }

    public IReadOnlyList<KnownCarPark> CarParks { get; init; } = [];
}
