using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.Hz.Envelope;

/// <summary><c>verify</c>: says whether the sign is the sender's.</summary>
internal static class VerifyCommand
{
    public static Command Create(HzTerminal terminal)
    {
        var key = new Option<string>("--key") { Description = "The sender's public key: a file with PEM or Base64.", Required = true };
        var (envelope, json) = (new EnvelopeOptions(), HzOptions.Json());
        var command = new Command("verify", "Says whether the sign that is piped in is the sender's; opens nothing.") { key, json };
        envelope.AddTo(command, withCipher: false);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var sender = EnvelopeOptions.Load(parsed.GetRequiredValue(key), PublicKey.Load);
            var (cipher, sign) = await SealedInput.ReadAsync(terminal, cancellationToken);
            var isGenuine = IsGenuine(sender, envelope.Read(parsed, withCipher: false).Hash, cipher, sign);
            await terminal.Output.WriteLineAsync(parsed.GetValue(json)
                ? new JsonObject { ["genuine"] = isGenuine }.ToPlainJson()
                : isGenuine ? "genuine" : "not genuine: another key, another hash, or something was changed");
            return isGenuine ? ExitCode.Done : ExitCode.No;
        });
        return command;
    }

    private static bool IsGenuine(PublicKey sender, SignatureHash hash, string cipher, string sign)
    {
        var signature = new byte[sign.Length];
        return Convert.TryFromBase64String(sign, signature, out var length)
            && sender.Verify(hash, Encoding.UTF8.GetBytes(cipher), signature.AsSpan(0, length));
    }
}
