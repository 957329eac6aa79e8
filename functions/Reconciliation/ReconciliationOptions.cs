using System.ComponentModel.DataAnnotations;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>How days are reconciled (setting section <c>Reconciliation</c>).</summary>
internal sealed class ReconciliationOptions
{
    /// <summary>downUID's day is that of the record: of arriveTime, endTime, dealTime, time.</summary>
    public const string RecordClock = "record";

    /// <summary>downUID's day is that of the upload.</summary>
    public const string UploadClock = "upload";

    /// <summary>checkDailyBill's day is that of billTime.</summary>
    public const string BillClock = "bill";

    /// <summary>checkDailyBill's day is that of the application.</summary>
    public const string ApplyClock = "apply";

    /// <summary>checkDailyBill's day is that of the payment.</summary>
    public const string DealClock = "deal";

    /// <summary>Which clock downUID goes by: <see cref="RecordClock"/> or <see cref="UploadClock"/>.</summary>
    [AllowedValues(RecordClock, UploadClock)]
    public string DownUidClock { get; set; } = RecordClock;

    /// <summary>Which clock checkDailyBill goes by: <see cref="BillClock"/>, <see cref="ApplyClock"/> or <see cref="DealClock"/>.</summary>
    [AllowedValues(BillClock, ApplyClock, DealClock)]
    public string DailyBillClock { get; set; } = BillClock;

    /// <summary>Over how many minutes from 01:00 the car parks are spread.</summary>
    [Range(0, 1200)]
    public int SpreadMinutes { get; set; } = 120;

    /// <summary>How long a day's pending records, or a city brain that does not answer, are waited for, in minutes.</summary>
    [Range(1, 600)]
    public int PatienceMinutes { get; set; } = 60;

    /// <summary>How often it is looked in that time, in seconds.</summary>
    [Range(1, 3600)]
    public int LookEverySeconds { get; set; } = 60;

    /// <summary>How long the city brain has between what was sent again and the next check, in seconds.</summary>
    [Range(0, 3600)]
    public int PauseSeconds { get; set; } = 60;

    /// <summary>How often a day is checked at most.</summary>
    [Range(1, 10)]
    public int MostRounds { get; set; } = 3;

    /// <summary>How many percent of a part may be missing and are sent again all the same.</summary>
    [Range(0, 100)]
    public int ResendAtMostPercent { get; set; } = 5;

    /// <summary>How many records of a part may be missing and are sent again all the same.</summary>
    [Range(0, 5000)]
    public int ResendAtMostRecords { get; set; } = 200;

    /// <summary>How late an orchestration may be before another takes its place, in seconds.</summary>
    [Range(1, 3600)]
    public int LateAfterSeconds { get; set; } = 600;

    /// <summary><see cref="PatienceMinutes"/> as a time span.</summary>
    public TimeSpan Patience => TimeSpan.FromMinutes(PatienceMinutes);

    /// <summary><see cref="LookEverySeconds"/> as a time span.</summary>
    public TimeSpan LookEvery => TimeSpan.FromSeconds(LookEverySeconds);

    /// <summary><see cref="PauseSeconds"/> as a time span.</summary>
    public TimeSpan Pause => TimeSpan.FromSeconds(PauseSeconds);

    /// <summary><see cref="LateAfterSeconds"/> as a time span.</summary>
    public TimeSpan LateAfter => TimeSpan.FromSeconds(LateAfterSeconds);
}
