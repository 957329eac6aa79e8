namespace HzFunctions.Functions.Downlinks;

/// <summary>A car park's word on a message.</summary>
/// <param name="Success">Whether it could take it.</param>
/// <param name="Answer">Its answer to a question, as it goes up (uploadFee); null for all other messages, and for an answer that comes later.</param>
/// <param name="Way">inbox or webhook.</param>
internal sealed record DownlinkAck(bool Success, string? Answer, string Way)
{
    /// <summary>It came in answer to a webhook.</summary>
    public const string ByWebhook = "webhook";

    /// <summary>It was posted.</summary>
    public const string ByInbox = "inbox";
}
