using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.MqttBridge.Directory;

namespace HzFunctions.MqttBridge.Envelopes;

/// <summary>
/// Decides about a message of one access, from the outside in: size, topic, members, sign, cipher. No block is opened before the sign is
/// verified (R11), and nothing that a sender does raises an exception.
/// </summary>
/// <param name="accessId">The access, without its node's number.</param>
/// <param name="accessSegment">How the access stands in its topics, with the node's number if there is one (R8).</param>
/// <param name="platformKeys">The city brain's public key, and behind it the one before, if there was one.</param>
/// <param name="envelope">The hash under its signs.</param>
/// <param name="largestPayload">The largest message that is passed on, in bytes.</param>
internal sealed class MessageExaminer(
    string accessId, string accessSegment, IReadOnlyList<PublicKey> platformKeys, EnvelopeSettings envelope, int largestPayload)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The examiner of an access.</summary>
    public static MessageExaminer For(BridgedAccess access, IReadOnlyList<PublicKey> platformKeys, BridgeOptions options) => new(
        access.AccessId,
        access.ClientId,
        platformKeys,
        new EnvelopeSettings { Hash = HashOf(access.Hash) },
        options.LargestPayload);

    public Examination Examine(InboundMessage message)
    {
        if (message.Payload.Length > largestPayload)
        {
            return Examination.Bad(QuarantineReason.TooLarge);
        }

        if (!DownlinkTopic.TryParse(message.Topic, out var topic) || topic.AccessSegment != accessSegment)
        {
            return Examination.Bad(QuarantineReason.UnknownTopic);
        }

        return DownlinkEnvelope.TryRead(message.Payload, out var sealedMessage, out var fault)
            ? Open(message, topic, sealedMessage)
            : Examination.Bad(fault);
    }

    private static SignatureHash HashOf(string text) => text switch
    {
        "sha1" => SignatureHash.Sha1,
        "sha256" => SignatureHash.Sha256,
        _ => SignatureHash.Md5,
    };

    private Examination Open(InboundMessage message, DownlinkTopic topic, DownlinkEnvelope sealedMessage)
    {
        var opened = OpenWithAnyKey(sealedMessage);
        if (!opened.IsOpen)
        {
            // A sign that is no signature at all is a wrong one: only a cipher under a right sign can be undecryptable.
            return Examination.Bad(IsSignedRightly(opened) ? QuarantineReason.Undecryptable : QuarantineReason.WrongSignature);
        }

        try
        {
            using var document = JsonDocument.Parse(opened.Text, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Pass(message, topic, sealedMessage, document.RootElement)
                : Examination.Bad(QuarantineReason.NoObject);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter is how half of a surrogate pair in a string shows.
            return Examination.Bad(QuarantineReason.NoObject);
        }
    }

    private OpenResult OpenWithAnyKey(DownlinkEnvelope sealedMessage)
    {
        var opened = default(OpenResult);
        foreach (var key in platformKeys)
        {
            opened = EnvelopeOpener.Open(sealedMessage.Cipher, sealedMessage.Sign, key, envelope);
            if (IsSignedRightly(opened))
            {
                break;
            }
        }

        return opened;
    }

    private static bool IsSignedRightly(OpenResult attempt) => attempt.IsOpen || attempt.Failure is OpenFailure.BadBlock or OpenFailure.NotUtf8;

    private Examination Pass(InboundMessage message, DownlinkTopic topic, DownlinkEnvelope sealedMessage, JsonElement data)
    {
        var cipherHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sealedMessage.Cipher)));
        var text = DownlinkText.Write(accessId, topic, message, sealedMessage, cipherHash, data);
        return Examination.Good(text, sealedMessage.SentAt);
    }
}
