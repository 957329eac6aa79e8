using System.CommandLine;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.Hz.Envelope;

/// <summary>What the standard leaves open about the envelope, as options.</summary>
internal sealed class EnvelopeOptions
{
    private static readonly string[] Hashes = ["md5", "sha1", "sha256"];
    private static readonly string[] Ciphers = ["own-private-key", "platform-public-key"];

    private readonly Option<string> _hash = new("--hash") { Description = "The hash under the signature.", DefaultValueFactory = _ => Hashes[0] };
    private readonly Option<string> _cipher = new("--cipher") { Description = "The key that the cipher is made with.", DefaultValueFactory = _ => Ciphers[0] };

    public EnvelopeOptions()
    {
        _hash.AcceptOnlyFromAmong(Hashes);
        _cipher.AcceptOnlyFromAmong(Ciphers);
    }

    public void AddTo(Command command, bool withCipher)
    {
        command.Add(_hash);
        if (withCipher)
        {
            command.Add(_cipher);
        }
    }

    public EnvelopeSettings Read(ParseResult parsed, bool withCipher = true) => new()
    {
        Hash = parsed.GetValue(_hash) switch
        {
            "md5" => SignatureHash.Md5,
            "sha1" => SignatureHash.Sha1,
            _ => SignatureHash.Sha256,
        },
        Cipher = withCipher && parsed.GetValue(_cipher) == Ciphers[1] ? CipherMode.PlatformPublicKey : CipherMode.OwnPrivateKey,
    };

    /// <summary>Loads a key, or says which file has none.</summary>
    public static T Load<T>(string path, Func<string, T> load)
    {
        try
        {
            return load(HzOptions.ReadFile(path));
        }
        catch (InvalidKeyException fault)
        {
            throw new HzFault(ExitCode.Usage, $"{path}: {fault.Message}");
        }
    }
}
