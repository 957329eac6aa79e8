using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Journal;

/// <summary>A receipt names a record within the caller's own site: <c>{interface}.{key}</c>.</summary>
internal static class ReceiptId
{
    public static string Of(string kind, string key) => $"{kind}.{key}";

    /// <summary>Kind and key of a receipt, or null when it cannot be one of ours.</summary>
    public static (string Kind, string Key)? Parse(string receipt)
    {
        var dot = receipt.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && RecordKind.IsKnown(receipt[..dot]) && RowKeyText.IsEscaped(receipt[(dot + 1)..])
            ? (receipt[..dot], receipt[(dot + 1)..])
            : null;
    }
}
