using System.CommandLine;
using System.Text.Json.Nodes;
using Azure.Identity;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.Vault;
using HzFunctions.Vault.Keys;
using Microsoft.Extensions.Logging.Abstractions;

namespace HzFunctions.Hz.Vault;

/// <summary>
/// <c>vault-proof</c>: whether a key of a vault does what the envelope needs, which Azure documents for digests only. Signs in as Azure's own tools do
/// (<c>az login</c>, the environment, a managed identity).
/// </summary>
internal static class VaultProofCommand
{
    public static Command Create(HzTerminal terminal)
    {
        var vault = new Option<string>("--vault") { Description = "The vault's address, https://{name}.vault.azure.net.", Required = true };
        var key = new Option<string>("--key") { Description = "The key's name, or {name}/{version}; an RSA key of 2048 bits or more.", Required = true };
        var scope = new Option<string>("--scope") { Description = "What the token is asked for; it follows from the vault's address if left out.", DefaultValueFactory = _ => string.Empty };
        var trust = new Option<string?>("--trust") { Description = "A PEM file with the authority of the vault's certificate, where it is not a public one." };
        var json = HzOptions.Json();
        var command = new Command("vault-proof", "Says whether a key of a vault can make envelopes: it signs a digest, and a text of three blocks.") { vault, key, scope, trust, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new VaultOptions { Uri = parsed.GetRequiredValue(vault), Scope = parsed.GetValue(scope)!, TrustedCertificatesFile = parsed.GetValue(trust) };
            if (new VaultOptionsValidator().Validate(null, options) is { Failed: true } wrong)
            {
                throw new HzFault(ExitCode.Usage, wrong.FailureMessage);
            }

            var reference = VaultReference.TryParse(VaultReference.KeyScheme + parsed.GetRequiredValue(key), VaultReference.KeyScheme, out var named)
                ? named
                : throw new HzFault(ExitCode.Usage, "--key: is neither {name} nor {name}/{version}");
            await RunAsync(terminal, options, reference, parsed.GetValue(json), cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task RunAsync(HzTerminal terminal, VaultOptions options, VaultReference reference, bool asJson, CancellationToken cancellationToken)
    {
        using var keys = new VaultKeys(
            new VaultConnection(options, terminal.Credential ?? new DefaultAzureCredential()), metrics: null, terminal.Time, Random.Shared, NullLogger<VaultKeys>.Instance);
        try
        {
            var key = await keys.FetchAsync(reference, cancellationToken);
            var proof = await KeyProof.RunAsync(key, key.PublicKey, cancellationToken);
            await WriteAsync(terminal, key, proof, asJson);
            if (!proof.IsProven)
            {
                throw new HzFault(ExitCode.No, proof.Fault!);
            }
        }
        catch (KeyUnavailableException fault)
        {
            throw new HzFault(ExitCode.Unreachable, fault.Message);
        }
        catch (InvalidKeyException fault)
        {
            throw new HzFault(ExitCode.No, fault.Message);
        }
    }

    private static Task WriteAsync(HzTerminal terminal, VaultKey key, KeyProofResult proof, bool asJson) => terminal.Output.WriteLineAsync(asJson
        ? new JsonObject
        {
            ["version"] = key.Version,
            ["bits"] = key.ModulusBytes * 8,
            ["signsDigests"] = proof.SignsDigests,
            ["signsBlocks"] = proof.SignsBlocks,
            ["proven"] = proof.IsProven,
            ["publicKey"] = key.PublicKeyText,
        }.ToPlainJson()
        : $"version {key.Version}, RSA {key.ModulusBytes * 8}\nsigns digests: {(proof.SignsDigests ? "yes" : "no")}\nsigns full blocks: {(proof.SignsBlocks ? "yes" : "no")}\n{key.PublicKeyText}");
}
