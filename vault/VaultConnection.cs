using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;

namespace HzFunctions.Vault;

/// <summary>The way to the vault: its address, our identity, the connections.</summary>
public sealed class VaultConnection
{
    internal const string NoVault = "There is no vault: the setting Vault__Uri is missing.";

    // Retries are made where their time limits are known; the secrets' client makes its own.
    private const int SecretRetries = 2;
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(5);

    /// <summary>Prepares the way; nothing is sent yet.</summary>
    /// <param name="options">Which vault.</param>
    /// <param name="credential">Who we are; asked only when the first call is made.</param>
    public VaultConnection(VaultOptions options, TokenCredential credential)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        if (!options.IsPresent)
        {
            return;
        }

        var transport = VaultTransport.Create(options);
        Pipeline = HttpPipelineBuilder.Build(
            With(new KeyClientOptions(), transport, retries: 0), new BearerTokenAuthenticationPolicy(credential, options.TokenScope));
        Secrets = new SecretClient(options.Address, credential, With(new SecretClientOptions
        {
            // The library checks that whoever asks for a token is of the vault's domain, which a vault at an address has not.
            DisableChallengeResourceVerification = options.Address.IsLoopback,
        }, transport, SecretRetries));
    }

    /// <summary>Which vault.</summary>
    public VaultOptions Options { get; }

    internal HttpPipeline? Pipeline { get; }

    internal SecretClient? Secrets { get; }

    private static T With<T>(T options, HttpPipelineTransport transport, int retries)
        where T : ClientOptions
    {
        options.Transport = transport;
        options.Retry.MaxRetries = retries;
        options.Retry.Delay = TimeSpan.FromMilliseconds(250);
        options.Retry.NetworkTimeout = CallLimit;
        return options;
    }

    private sealed class KeyClientOptions : ClientOptions;
}
