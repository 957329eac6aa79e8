namespace HzFunctions.MqttBridge.Envelopes;

/// <summary>Why a message cannot go to the car park. The closed set is also the metric's dimension.</summary>
internal enum QuarantineReason
{
    /// <summary>Larger than a queue message has room for.</summary>
    TooLarge,

    /// <summary>A topic that V2.1 does not have for this access; those of V1 have no description that we know.</summary>
    UnknownTopic,

    /// <summary>The payload is no JSON, or names a member twice.</summary>
    NotJson,

    /// <summary>requestId, timestamp, cipher or sign is missing, empty or of another form (R12).</summary>
    MissingMember,

    /// <summary>The sign was not made over this cipher with the platform's key (R11).</summary>
    WrongSignature,

    /// <summary>The sign is right, but the cipher does not open (R13).</summary>
    Undecryptable,

    /// <summary>The cipher opens, but what it holds is no JSON object (R13).</summary>
    NoObject,
}
