using System.Text.Json.Serialization;
using HzFunctions.Functions.Directory;

namespace HzFunctions.Functions.Sites;

// Members with a default are settable: what the source generator makes would put null into those that can only be initialised.

/// <summary>Registers an access, or changes it: <c>PUT /ops/sites/accesses</c>.</summary>
internal sealed record PutAccess
{
    [JsonPropertyName("accessID")]
    public required string AccessId { get; init; }

    public required string BaseAddress { get; init; }

    /// <summary>Where the private key is, <c>vault-key:{name}</c>, <c>vault-secret:{name}</c> or <c>file:{path}</c>; never the key itself.</summary>
    public required string PrivateKey { get; init; }

    /// <summary>The city brain's public key, or where it is.</summary>
    public string? PlatformKey { get; init; }

    public EnvelopeBody Envelope { get; set; } = new();

    public string? PathBase { get; init; }

    public IReadOnlyDictionary<string, string> PathBases { get; set; } = new Dictionary<string, string>();

    public bool QueryStringForm { get; init; }

    /// <summary>Who deals with what is sent down: "bridge" (default with a broker) or "own" (default without one).</summary>
    public string? Downlink { get; init; }

    public MqttBody? Mqtt { get; init; }
}

/// <summary>The city brain's broker for an access.</summary>
internal sealed record MqttBody
{
    public required string Address { get; init; }

    public string? UserName { get; init; }

    /// <summary>Where the password is, <c>vault-secret:{name}</c> or <c>file:{path}</c>; never the password itself.</summary>
    public string? Password { get; init; }

    public int? Node { get; init; }

    public string Protocol { get; set; } = MqttSetting.DefaultProtocol;
}

/// <summary>What the standard leaves open about the envelope.</summary>
internal sealed record EnvelopeBody
{
    public string Hash { get; set; } = "md5";

    public string Cipher { get; set; } = "own-private-key";

    public bool DataAsString { get; init; }
}

/// <summary>Registers a car park, or changes its name: <c>PUT /ops/sites</c>.</summary>
internal sealed record PutSite
{
    [JsonPropertyName("accessID")]
    public required string AccessId { get; init; }

    public required string ParkingCode { get; init; }

    public required string ParkingName { get; init; }

    /// <summary>Whether it has several exits and supports ETC: then outNum may not be empty (R50).</summary>
    public bool SeveralExitsWithEtc { get; init; }

    /// <summary>Where the car park wants to be called; none: what comes down waits in its inbox.</summary>
    public WebhookBody? Webhook { get; init; }

    /// <summary>Whose work its bills are: "driven" or "passthrough"; left out: "driven" where its access's downlink is "bridge".</summary>
    public string? Bills { get; init; }

    /// <summary>Who reconciles its days with the city brain: "ours" or "own"; left out: "ours" where its access's downlink is "bridge".</summary>
    public string? Reconciliation { get; init; }

    /// <summary>Whether an application is refused that the vehicle's contract speaks against; else it is warned of.</summary>
    public bool RefuseUncontracted { get; init; }

    /// <summary>How long after a booking the vehicle must have arrived, in seconds; left out: 30 min.</summary>
    public int? BookToArriveSeconds { get; init; }

    /// <summary>How long a booked space is held from then on, in seconds; left out: 4 h.</summary>
    public int? BookStaySeconds { get; init; }
}

/// <summary>A car park's webhook.</summary>
internal sealed record WebhookBody
{
    public required string Url { get; init; }

    /// <summary>Where the secret is, <c>file:{path}</c>; never the secret itself.</summary>
    public required string Secret { get; init; }
}

/// <summary>Names a car park: <c>POST /ops/sites/keys</c> makes a key for it.</summary>
internal sealed record NameSite
{
    [JsonPropertyName("accessID")]
    public required string AccessId { get; init; }

    public required string ParkingCode { get; init; }
}

/// <summary>Disables or enables a car park: <c>POST /ops/sites/disable</c>.</summary>
internal sealed record DisableSite
{
    [JsonPropertyName("accessID")]
    public required string AccessId { get; init; }

    public required string ParkingCode { get; init; }

    public required bool Disabled { get; init; }
}

/// <summary>Ends a key: <c>POST /ops/sites/keys/revoke</c>.</summary>
internal sealed record RevokeKey
{
    public required string KeyId { get; init; }
}

/// <summary>Registers who speaks the wire form: <c>PUT /ops/sites/identities</c>.</summary>
internal sealed record PutIdentity
{
    [JsonPropertyName("clientID")]
    public required string ClientId { get; init; }

    public required string PublicKey { get; init; }

    public string Hash { get; set; } = "md5";

    public bool DataAsString { get; init; }

    [JsonPropertyName("accessID")]
    public required string AccessId { get; init; }

    public required IReadOnlyList<string> ParkingCodes { get; init; }
}

/// <summary>The answer to a registered car park.</summary>
internal sealed record SiteMade(string Site);

/// <summary>The answer to a made key; the only time that the secret is shown.</summary>
internal sealed record KeyMade(string Key);

/// <summary>The answer to everything else that was done.</summary>
internal sealed record Done(bool Ok);

/// <summary>All car parks, and the accessIDs of all accesses.</summary>
internal sealed record SiteList(IReadOnlyList<SiteBody> Sites, IReadOnlyList<string> Accesses);

/// <summary>One car park.</summary>
internal sealed record SiteBody(
    string Site, [property: JsonPropertyName("accessID")] string AccessId, string ParkingCode, string ParkingName, bool Disabled, IReadOnlyList<KeyBody> Keys);

/// <summary>One key, without its secret.</summary>
internal sealed record KeyBody(string KeyId, DateTimeOffset CreatedAt);
