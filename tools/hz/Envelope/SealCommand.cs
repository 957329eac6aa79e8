using System.CommandLine;
using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.Hz.Envelope;

/// <summary><c>seal</c>: makes <c>cipher</c> and <c>sign</c> of what is piped in (§2.1), byte for byte.</summary>
internal static class SealCommand
{
    public static Command Create(HzTerminal terminal)
    {
        var key = new Option<string>("--key") { Description = "The private key: a file with PEM, or with Base64 of PKCS#8.", Required = true };
        var platformKey = new Option<string>("--platform-key") { Description = "The city brain's public key, for --cipher platform-public-key." };
        var (envelope, json) = (new EnvelopeOptions(), HzOptions.Json());
        var command = new Command("seal", "Seals the plaintext that is piped in, to the last byte, and prints cipher and sign.") { key, platformKey, json };
        envelope.AddTo(command, withCipher: true);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = envelope.Read(parsed);
            var platform = parsed.GetValue(platformKey) is { } file ? EnvelopeOptions.Load(file, PublicKey.Load) : null;
            if (settings.Cipher == CipherMode.PlatformPublicKey && platform is null)
            {
                throw new HzFault(ExitCode.Usage, "--platform-key: missing, and the cipher is made with it");
            }

            var privateKey = EnvelopeOptions.Load(parsed.GetRequiredValue(key), PrivateKeys.Load);
            var plaintext = await terminal.ReadInputAsync(cancellationToken);
            var message = await EnvelopeSealer.SealAsync(plaintext, privateKey, settings, platform, cancellationToken);
            await terminal.Output.WriteLineAsync(parsed.GetValue(json)
                ? new JsonObject { ["cipher"] = message.Cipher, ["sign"] = message.Sign }.ToPlainJson()
                : $"cipher={message.Cipher}\nsign={message.Sign}");
            return ExitCode.Done;
        });
        return command;
    }
}
