using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.CityBrain.Tests.Envelope.Interop;

public sealed class InteropTests
{
    private const string Plaintext =
        """
        {"data":{"parkingName":"吴山广场地下停车库","address":"上城区华光路1号吴山广场地下二层停车库东侧入口 😀",
        "feeScale":"每辆每小时3元，24小时以内按不超过4小时计收"}}
        """;

    private static readonly Dictionary<string, IOtherImplementation> Others = new()
    {
        ["openssl"] = new OpenSslCommand(),
        ["java"] = new ScriptImplementation("java", "Envelope.java"),
        ["php"] = new ScriptImplementation("php", "envelope.php"),
    };

    public static TheoryData<string, string, SignatureHash> EveryToolKeyAndHash()
    {
        var data = new TheoryData<string, string, SignatureHash>();
        foreach (var tool in Others.Keys)
        {
            data.Add(tool, "carpark-1024", SignatureHash.Md5);
            data.Add(tool, "carpark-2048", SignatureHash.Sha256);
        }

        // What PHP signs with when nobody says otherwise.
        data.Add("php", "carpark-1024", SignatureHash.Sha1);
        return data;
    }

    [Theory]
    [MemberData(nameof(EveryToolKeyAndHash))]
    public async Task Another_implementation_seals_to_the_same_bytes(string tool, string keyName, SignatureHash hash)
    {
        var theirs = await Others[tool].SealAsync(Plaintext, hash, KeyFile($"{keyName}.pkcs8.pem"));

        Assert.Equal(await SealAsync(keyName, hash), theirs);
    }

    [Theory]
    [MemberData(nameof(EveryToolKeyAndHash))]
    public async Task Another_implementation_opens_what_we_sealed(string tool, string keyName, SignatureHash hash)
    {
        var ours = await SealAsync(keyName, hash);

        Assert.Equal(Plaintext, await Others[tool].OpenAsync(ours, hash, KeyFile($"{keyName}.public.pem")));
    }

    private static ValueTask<SealedMessage> SealAsync(string keyName, SignatureHash hash) => EnvelopeSealer.SealAsync(
        Plaintext,
        PrivateKeys.Load(Vector.Text($"{keyName}.pkcs8.pem")),
        new EnvelopeSettings { Hash = hash },
        platformKey: null,
        TestContext.Current.CancellationToken);

    private static string KeyFile(string name) => Path.Combine(AppContext.BaseDirectory, "vectors", name);
}
