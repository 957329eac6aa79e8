namespace HzFunctions.Local.Run.Setup;

/// <summary>Everything is in the vault: the upstream keys were made there, and what others need too was put there from the files of the run.</summary>
internal sealed class VaultReferences : IReferences
{
    private readonly LocalVault _vault;
    private readonly Dictionary<string, string> _publicKeys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _former = new(StringComparer.Ordinal);

    private VaultReferences(LocalVault vault) => _vault = vault;

    /// <summary>Makes the keys and puts the secrets in.</summary>
    /// <param name="vault">The vault.</param>
    /// <param name="plan">The local city.</param>
    /// <param name="others">Files of secrets that are nobody's in the city.</param>
    /// <param name="cancellation">Gives it up.</param>
    public static async Task<VaultReferences> MoveInAsync(
        LocalVault vault, CityPlan plan, IEnumerable<string> others, CancellationToken cancellation)
    {
        var references = new VaultReferences(vault);
        foreach (var access in plan.Accesses)
        {
            references._publicKeys[access.AccessID] = await vault.MakeKeyAsync(access.AccessID, cancellation);
        }

        string[] files =
        [
            .. plan.Accesses.SelectMany(access => new[] { access.MqttPasswordFile, access.Platform.PublicKeyFile }),
            .. plan.CarParks.Select(carPark => carPark.WebhookSecretFile).OfType<string>(),
            .. others,
        ];
        foreach (var file in files)
        {
            await vault.PutSecretAsync(NameOf(file), await File.ReadAllTextAsync(file, cancellation), cancellation);
        }

        return references;
    }

    /// <summary>Gives every access's key a new version, of which the city brain does not know yet.</summary>
    public async Task RotateAsync(CancellationToken cancellation)
    {
        foreach (var accessID in _publicKeys.Keys.ToList())
        {
            _former[accessID] = _publicKeys[accessID];
            _publicKeys[accessID] = await _vault.RotateAsync(accessID, cancellation);
        }
    }

    public string PrivateKeyOf(AccessPlan access) => $"vault-key:{access.AccessID}";

    public string PublicKeyOf(AccessPlan access) => _publicKeys[access.AccessID];

    public string? FormerPublicKeyOf(AccessPlan access) => _former.GetValueOrDefault(access.AccessID);

    public string PlatformKeyOf(AccessPlan access) => SecretOf(access.Platform.PublicKeyFile);

    public string SecretOf(string file) => $"vault-secret:{NameOf(file)}";

    // A vault knows letters, digits and hyphens.
    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file).Replace('.', '-');
}
