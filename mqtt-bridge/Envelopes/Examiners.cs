using System.Collections.Concurrent;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.MqttBridge.Directory;

namespace HzFunctions.MqttBridge.Envelopes;

/// <summary>
/// Examines messages with the city brain's public key as it is now. Where the key is in the vault, the version in use and the one before are both good,
/// and a sign that neither has made has the vault asked again: the city brain may have begun to use a new one.
/// </summary>
internal sealed class Examiners(SecretReferences secrets, BridgeOptions options)
{
    private readonly ConcurrentDictionary<string, Made> _made = new(StringComparer.Ordinal);

    /// <summary>Loads the key of an access, so that it is known before the first message comes.</summary>
    /// <exception cref="InvalidKeyException">It is none.</exception>
    /// <exception cref="MisconfiguredAccessException">The reference to it leads nowhere.</exception>
    public Task PrepareAsync(BridgedAccess access, CancellationToken cancellationToken) => OfAsync(access, asOfNow: false, cancellationToken);

    /// <summary>Decides about a message of an access.</summary>
    /// <inheritdoc cref="PrepareAsync" path="/exception"/>
    public async Task<Examination> ExamineAsync(BridgedAccess access, InboundMessage message, CancellationToken cancellationToken)
    {
        var examined = (await OfAsync(access, asOfNow: false, cancellationToken).ConfigureAwait(false)).Examine(message);
        return examined.Fault == QuarantineReason.WrongSignature && SecretReferences.IsReference(access.PlatformKey)
            ? (await OfAsync(access, asOfNow: true, cancellationToken).ConfigureAwait(false)).Examine(message)
            : examined;
    }

    private async Task<MessageExaminer> OfAsync(BridgedAccess access, bool asOfNow, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> keys = SecretReferences.IsReference(access.PlatformKey)
            ? await secrets.ReadAsync(access.PlatformKey, "city brain's public key", asOfNow, cancellationToken).ConfigureAwait(false)
            : [access.PlatformKey];
        if (_made.TryGetValue(access.AccessId, out var made) && made.Access == access && made.Keys.SequenceEqual(keys))
        {
            return made.Examiner;
        }

        var examiner = MessageExaminer.For(access, [.. keys.Select(PublicKey.Load)], options);
        _made[access.AccessId] = new Made(access, keys, examiner);
        return examiner;
    }

    private sealed record Made(BridgedAccess Access, IReadOnlyList<string> Keys, MessageExaminer Examiner);
}
