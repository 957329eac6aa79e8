using HzFunctions.CityBrain.Client;

namespace HzFunctions.Functions.Downlinks;

/// <summary>What has become of a message that was sent down, as operations see it.</summary>
internal static class DownlinkFate
{
    /// <summary>The car park does not have it, and the city brain has heard nothing yet.</summary>
    public const string Waiting = "waiting";

    /// <summary>The car park has it; what we tell it ourselves ends here.</summary>
    public const string Delivered = "delivered";

    /// <summary>The city brain does not know yet what it should.</summary>
    public const string Unconfirmed = "unconfirmed";

    /// <summary>The city brain knows that the car park has it.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>The city brain knows that the car park does not have it.</summary>
    public const string ConfirmedUndelivered = "confirmedUndelivered";

    /// <summary>The city brain could not be told for a day.</summary>
    public const string GivenUp = "givenUp";

    /// <summary>The columns that it is told from.</summary>
    public static readonly IReadOnlyList<string> Columns =
        ["RowKey", DownlinkRow.Columns.Wanted, DownlinkRow.Columns.Sent, DownlinkRow.Columns.InboxRow, DownlinkRow.Columns.ResultCode];

    public static string Of(DownlinkRow message) => message switch
    {
        { IsOpen: true } => Unconfirmed,
        { Sent: not null, ResultCode: nameof(AnswerOutcome.NothingAnswered) } => GivenUp,
        { Sent: true } => Confirmed,
        { Sent: false } => ConfirmedUndelivered,
        { InboxRow: not null } => Waiting,
        _ => Delivered,
    };
}
