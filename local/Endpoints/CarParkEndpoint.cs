namespace HzFunctions.Local.Endpoints;

/// <summary>One car park and what it needs in order to speak to the gateway, in either form.</summary>
internal sealed record CarParkEndpoint
{
    public required string ParkingCode { get; init; }

    public required string ParkingName { get; init; }

    /// <summary>The accessID that a wire-form client of this car park uses.</summary>
    public required string AccessID { get; init; }

    /// <summary>The key for the JSON form.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The private key (PEM) of a wire-form client.</summary>
    public required string PrivateKeyFile { get; init; }

    public required string PublicKeyFile { get; init; }

    /// <summary>The form in which the simulated car park speaks; the gateway takes both.</summary>
    public UploadForm Form { get; init; }

    /// <summary>How the simulated car park hears what the city brain sends down.</summary>
    public DownlinkForm Downlink { get; init; }

    /// <summary>The secret under its webhook's signatures, where it has a webhook.</summary>
    public string? WebhookSecretFile { get; init; }

    /// <summary>The access's password at the broker, where it has a connection of its own.</summary>
    public string? MqttPasswordFile { get; init; }

    /// <summary>The city brain's public key (PEM) for what it sends down.</summary>
    public string? PlatformKeyFile { get; init; }
}
