namespace HzFunctions.Local.Wire;

/// <summary>Why a received message did not open, in the order in which it is checked.</summary>
internal enum OpenFault
{
    /// <summary>cipher or sign is not plain Base64 in one line.</summary>
    NotBase64,

    /// <summary>The cipher is not a whole number of blocks.</summary>
    NotWholeBlocks,

    /// <summary>The signature does not verify.</summary>
    WrongSign,

    /// <summary>A block does not open with the key.</summary>
    UnreadableBlock,

    /// <summary>What the blocks hold is not UTF-8.</summary>
    NotUtf8,
}
