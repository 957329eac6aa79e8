using Azure;
using Azure.Data.Tables;

namespace HzFunctions.Functions.Downlinks;

/// <summary>What the city brain said last about a subject (<c>S|…</c>, <c>P|…</c>), and how new that was.</summary>
internal sealed class FactRow(TableEntity entity)
{
    public ETag ETag => entity.ETag;

    /// <summary>The newest timestamp, as sent; empty while only messages from the future came.</summary>
    public string Newest => entity.GetString(Columns.Newest) ?? string.Empty;

    /// <summary>True once payStatus 1 was said of a bill (账单支付完成状态).</summary>
    public bool IsSettled => entity.GetBoolean(Columns.Settled) ?? false;

    /// <summary>The message's fields, in the form of the standard's tables.</summary>
    public string Data => entity.GetString(Columns.Data);

    /// <summary>When it was received.</summary>
    public DateTimeOffset ReceivedAt => entity.GetDateTimeOffset(Columns.ReceivedAt)!.Value;

    /// <summary>The columns' names.</summary>
    internal static class Columns
    {
        public const string Newest = "Newest";
        public const string Settled = "Settled";
        public const string Data = "Data";
        public const string ReceivedAt = "ReceivedAt";
    }
}
