using System.Diagnostics.CodeAnalysis;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Operations;
using HzFunctions.Functions.Secrets;
using HzFunctions.Functions.Webhooks;

namespace HzFunctions.Functions.Sites;

/// <summary>Checks what operators register about the way down: brokers and webhooks.</summary>
internal sealed class DownlinkChecks(WebhookTargets targets, ISecretSource secrets)
{
    private const int LongestUrl = 1000;

    /// <summary>Checks an access's broker.</summary>
    /// <exception cref="BadOperationException">The bridge could not use it.</exception>
    public static MqttSetting Check(MqttBody body, bool hasPlatformKey)
    {
        Require(
            Uri.TryCreate(body.Address, UriKind.Absolute, out var address)
                && address.Scheme is "mqtt" or "mqtts" && address.Host.Length > 0 && address.PathAndQuery is "" or "/" && address.UserInfo.Length == 0,
            "mqtt.address: is not mqtt://host:port or mqtts://host:port");
        Require(MqttSetting.Protocols.Contains(body.Protocol), $"mqtt.protocol: is none of {string.Join(", ", MqttSetting.Protocols)}");
        Require(body.Node is null or >= 0, "mqtt.node: is below zero");
        Require(body.UserName is not "", "mqtt.userName: empty");
        Require(
            body.Password is null || SecretSources.IsReference(body.Password), "mqtt.password: is no reference to a secret (file:… or vault-secret:…)");
        Require(hasPlatformKey, "platformKey: missing, and messages that are sent down are verified with it");
        return new MqttSetting(body.Address, body.UserName, body.Password, body.Node, body.Protocol);
    }

    /// <summary>Checks a car park's webhook; its secret is read.</summary>
    /// <exception cref="BadOperationException">It could not be called.</exception>
    public async Task<WebhookSetting> CheckAsync(WebhookBody body, CancellationToken cancellationToken)
    {
        Require(
            body.Url.Length <= LongestUrl && Uri.TryCreate(body.Url, UriKind.Absolute, out _), $"webhook.url: is no URL, or longer than {LongestUrl} characters");
        var refusal = targets.RefusalOf(new Uri(body.Url));
        Require(refusal is null, $"webhook.url: {refusal}");
        try
        {
            await secrets.ReadAsync(body.Secret, cancellationToken).ConfigureAwait(false);
        }
        catch (SecretUnreadableException fault)
        {
            throw new BadOperationException($"webhook.secret: {fault.Message}");
        }

        return new WebhookSetting(body.Url, body.Secret);
    }

    private static void Require([DoesNotReturnIf(false)] bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new BadOperationException(otherwise);
        }
    }
}
