using System.Text.Json;

namespace HzFunctions.Local.CarParkSimulator.Links;

/// <summary>What a car park heard back, a closed set.</summary>
internal abstract record UploadAnswer
{
    private UploadAnswer()
    {
    }

    /// <summary>The gateway has it.</summary>
    public sealed record Accepted(string? Receipt) : UploadAnswer
    {
        /// <summary>The whole answer.</summary>
        public JsonElement Body { get; init; }
    }

    /// <summary>The gateway will never take it.</summary>
    public sealed record Refused(string ResultCode, string Message) : UploadAnswer;

    /// <summary>Nothing that says whether the gateway has it: to be sent again.</summary>
    public sealed record Unanswered(string Reason, TimeSpan? RetryAfter = null) : UploadAnswer;
}
