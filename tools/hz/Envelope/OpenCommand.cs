using System.CommandLine;
using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.Hz.Envelope;

/// <summary><c>open</c>: checks the sign and prints the plaintext.</summary>
internal static class OpenCommand
{
    public static Command Create(HzTerminal terminal)
    {
        var key = new Option<string>("--key") { Description = "The sender's public key: a file with PEM or Base64.", Required = true };
        var receiverKey = new Option<string>("--receiver-key") { Description = "The receiver's private key, for --cipher platform-public-key." };
        var (envelope, json) = (new EnvelopeOptions(), HzOptions.Json());
        var command = new Command("open", "Checks and opens the cipher and sign that are piped in, and prints the plaintext.") { key, receiverKey, json };
        envelope.AddTo(command, withCipher: true);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = envelope.Read(parsed);
            var receiver = parsed.GetValue(receiverKey) is { } file ? EnvelopeOptions.Load(file, ReceiverKey.Load) : null;
            if (settings.Cipher == CipherMode.PlatformPublicKey && receiver is null)
            {
                throw new HzFault(ExitCode.Usage, "--receiver-key: missing, and the cipher opens with it");
            }

            var sender = EnvelopeOptions.Load(parsed.GetRequiredValue(key), PublicKey.Load);
            var (cipher, sign) = await SealedInput.ReadAsync(terminal, cancellationToken);
            var opened = EnvelopeOpener.Open(cipher, sign, sender, settings, receiver);
            if (opened.Text is not { } text)
            {
                throw new HzFault(ExitCode.No, $"it does not open: {opened.Failure}");
            }

            await terminal.Output.WriteAsync(parsed.GetValue(json) ? new JsonObject { ["plaintext"] = text }.ToPlainJson() + "\n" : text);
            return ExitCode.Done;
        });
        return command;
    }
}
