using System.Collections.ObjectModel;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.CityBrain.Client;

/// <summary>How one access (接入系统, accessID) reaches the city brain: address, key, and what the standard leaves open.</summary>
public sealed record AccessConnection
{
    /// <summary>The path under which the standard prints nearly all interfaces.</summary>
    public const string StandardPathBase = "/api/v2/cp/";

    /// <summary>The number of the access system (接入系统编号), issued by the city brain.</summary>
    public required string AccessId { get; init; }

    /// <summary>Scheme, host and port of the city brain; a path in it goes before every interface's path.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>The access's private key.</summary>
    public required IPrivateKeyOperation Key { get; init; }

    /// <summary>Which version of the key it is, for whoever keeps several; nothing of the key.</summary>
    public string? KeyVersion { get; init; }

    /// <summary>How requests are sealed.</summary>
    public EnvelopeSettings Envelope { get; init; } = EnvelopeSettings.Default;

    /// <summary>The platform's public key, where <see cref="CipherMode.PlatformPublicKey"/> needs it.</summary>
    public PublicKey? PlatformKey { get; init; }

    /// <summary>What stands before the interface's name instead of <see cref="StandardPathBase"/>.</summary>
    public string PathBase { get; init; } = StandardPathBase;

    /// <summary>Path bases of single interfaces, by name, as <c>uploadHeartbeat</c> → <c>/api/v2/tcjg/</c>.</summary>
    public IReadOnlyDictionary<string, string> PathBases { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>
    /// Whether accessID, cipher and sign go in the query string and the body stays empty (but for a photo). The default is false: a form
    /// in the body, since an address ends up in the logs of whatever it passes.
    /// </summary>
    public bool QueryStringForm { get; init; }

    /// <summary>
    /// Where an interface is called. One that the standard prints elsewhere (queryParkingCode) stays there unless it has a base of its own.
    /// </summary>
    public Uri AddressOf(InterfaceDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var path = PathBases.TryGetValue(definition.Name, out var own) ? Under(own, definition)
            : definition.Path.StartsWith(StandardPathBase, StringComparison.Ordinal) ? Under(PathBase, definition)
            : definition.Path;
        return new UriBuilder(BaseAddress) { Path = $"{BaseAddress.AbsolutePath.TrimEnd('/')}/{path.TrimStart('/')}" }.Uri;
    }

    /// <summary>Only the access's number.</summary>
    public override string ToString() => $"{nameof(AccessConnection)} {AccessId}";

    private static string Under(string pathBase, InterfaceDefinition definition) => $"{pathBase.TrimEnd('/')}/{definition.Name}";
}
