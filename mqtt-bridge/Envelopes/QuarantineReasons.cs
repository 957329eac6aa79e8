namespace HzFunctions.MqttBridge.Envelopes;

/// <summary>The reasons in words, as operations reads them.</summary>
internal static class QuarantineReasons
{
    public static string Describe(this QuarantineReason reason) => reason switch
    {
        QuarantineReason.TooLarge => "the message is larger than 40 KB",
        QuarantineReason.UnknownTopic => "the topic is none of V2.1 (R7)",
        QuarantineReason.NotJson => "the message is no JSON",
        QuarantineReason.MissingMember => "requestId, timestamp, cipher or sign is missing or has another form (R12)",
        QuarantineReason.WrongSignature => "the sign does not verify with the platform's key (R11)",
        QuarantineReason.Undecryptable => "the cipher does not open with the platform's key (R13)",
        QuarantineReason.NoObject => "the opened cipher holds no JSON object (R13)",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
