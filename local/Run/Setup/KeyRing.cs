using System.Security.Cryptography;
using System.Text;
using HzFunctions.Local.Endpoints;

namespace HzFunctions.Local.Run.Setup;

/// <summary>The keys of a local run: made once, kept in files that nobody else may read, and found again by the next run.</summary>
internal sealed class KeyRing(string folder)
{
    /// <summary>The operators' admin key.</summary>
    public string AdminKey => ReadOrMake("admin.key", () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));

    /// <summary>What the handler is told of the admin key.</summary>
    public string AdminKeySha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(AdminKey)));

    /// <summary>The city brain's key for what it calls at the gateway.</summary>
    public string CityBrainKey => File.ReadAllText(SecretFileOf("city-brain.guidance"));

    /// <summary>What the handler is told of the city brain's key.</summary>
    public string CityBrainKeySha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CityBrainKey)));

    public KeyFiles KeysOf(string name, int bits)
    {
        var files = new KeyFiles(Path.Combine(folder, $"{name}.pem"), Path.Combine(folder, $"{name}.public.pem"));
        if (!File.Exists(files.PrivateKeyFile) || !File.Exists(files.PublicKeyFile))
        {
            using var key = RSA.Create(bits);
            OwnerOnlyFile.Write(files.PublicKeyFile, key.ExportSubjectPublicKeyInfoPem());
            OwnerOnlyFile.Write(files.PrivateKeyFile, key.ExportPkcs8PrivateKeyPem());
        }

        return files;
    }

    /// <summary>The file with a secret that was made for this purpose alone.</summary>
    public string SecretFileOf(string name)
    {
        var file = $"{name}.secret";
        ReadOrMake(file, () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        return Path.Combine(folder, file);
    }

    private string ReadOrMake(string name, Func<string> make)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            OwnerOnlyFile.Write(path, make());
        }

        return File.ReadAllText(path);
    }
}
