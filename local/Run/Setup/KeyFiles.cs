namespace HzFunctions.Local.Run.Setup;

/// <summary>The two halves of an RSA key, as PEM files.</summary>
internal sealed record KeyFiles(string PrivateKeyFile, string PublicKeyFile)
{
    public string PublicKey => File.ReadAllText(PublicKeyFile);
}
