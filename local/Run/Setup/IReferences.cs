namespace HzFunctions.Local.Run.Setup;

/// <summary>How the gateway is told where keys and secrets are, and what the city brain knows its keys by.</summary>
internal interface IReferences
{
    /// <summary>Where an access's private key is.</summary>
    string PrivateKeyOf(AccessPlan access);

    /// <summary>Its public half, PEM, as the city brain has it.</summary>
    string PublicKeyOf(AccessPlan access);

    /// <summary>The public half of the last one, whose use is refused but held against nobody; null: there was none.</summary>
    string? FormerPublicKeyOf(AccessPlan access);

    /// <summary>The city brain's public key, or where it is.</summary>
    string PlatformKeyOf(AccessPlan access);

    /// <summary>Where a secret is that a file holds.</summary>
    string SecretOf(string file);
}
