using System.Text.Json;
using HzFunctions.Local.Wire;

namespace HzFunctions.Local.Tests.Wire;

/// <summary>Messages that OpenSSL sealed, with the keys that they were sealed with.</summary>
internal static class Vectors
{
    public static IReadOnlyList<Vector> All { get; } =
        JsonSerializer.Deserialize<List<Vector>>(File.ReadAllText(PathOf("envelopes.json")), JsonSerializerOptions.Web)!;

    public static string PublicKey(string name) => File.ReadAllText(PathOf($"{name}.public.pem"));

    public static string PrivateKey(string name) => File.ReadAllText(PathOf($"{name}.pkcs8.pem"));

    public static WireHash HashOf(Vector vector) => vector.Signature switch
    {
        "MD5withRSA" => WireHash.Md5,
        "SHA256withRSA" => WireHash.Sha256,
        _ => throw new InvalidDataException(vector.Signature),
    };

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "vectors", file);
}
