namespace HzFunctions.Local.Run.Setup;

/// <summary>Everything is in the files of the run.</summary>
internal sealed class FileReferences : IReferences
{
    public string PrivateKeyOf(AccessPlan access) => $"file:{access.Upstream.PrivateKeyFile}";

    public string PublicKeyOf(AccessPlan access) => access.Upstream.PublicKey;

    public string? FormerPublicKeyOf(AccessPlan access) => null;

    public string PlatformKeyOf(AccessPlan access) => access.Platform.PublicKey;

    public string SecretOf(string file) => $"file:{file}";
}
