using System.Text.Json;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.CityBrain.Tests.Envelope;

/// <summary>One envelope of the shared test vectors: made with OpenSSL, and identical to what Java makes.</summary>
public sealed record Vector(
    string Name,
    string KeyName,
    SignatureHash Hash,
    string Plaintext,
    int PlaintextBytes,
    int Blocks,
    string Cipher,
    string Sign)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "vectors");

    public string PrivateKeyText => Text(KeyName + ".pkcs8.pem");

    public string PublicKeyText => Text(KeyName + ".public.pem");

    public EnvelopeSettings Settings => new() { Hash = Hash };

    public static IReadOnlyList<Vector> All { get; } = Read();

    public static string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public override string ToString() => $"{Name} {KeyName} {Hash}";

    private static List<Vector> Read()
    {
        using var document = JsonDocument.Parse(Text("envelopes.json"));
        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    private static Vector Read(JsonElement vector)
    {
        string Member(string name) => vector.GetProperty(name).GetString()!;
        var hash = Member("signature") switch
        {
            "MD5withRSA" => SignatureHash.Md5,
            "SHA256withRSA" => SignatureHash.Sha256,
            var other => throw new InvalidDataException(other),
        };
        return new Vector(
            Member("name"),
            Member("key"),
            hash,
            Member("plaintext"),
            vector.GetProperty("plaintextBytes").GetInt32(),
            vector.GetProperty("blocks").GetInt32(),
            Member("cipher"),
            Member("sign"));
    }
}
