namespace HzFunctions.CityBrain.Envelope;

/// <summary>Why a message could not be opened.</summary>
public enum OpenFailure
{
    /// <summary>The cipher is longer than any message of the standard can be; nothing was computed.</summary>
    TooLong,

    /// <summary>The cipher or the sign is not one line of canonical Base64.</summary>
    BadBase64,

    /// <summary>The cipher is not a whole number of blocks, or the sign not one block, of the key.</summary>
    WrongLength,

    /// <summary>The sign was not made over this cipher with the sender's key and hash.</summary>
    WrongSignature,

    /// <summary>A block does not open, or its padding is not exactly right.</summary>
    BadBlock,

    /// <summary>The opened bytes are no UTF-8.</summary>
    NotUtf8,
}
