using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using HzFunctions.Durable.Generations;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Billing;

/// <summary>The row of a bill (<c>B|…</c>): the truth about it. Orchestrations come and go; what they do follows from this.</summary>
internal sealed class BillRow(SiteId site, TableEntity entity)
{
    public SiteId Site => site;

    public ETag ETag => entity.ETag;

    /// <summary>停车场账单编号.</summary>
    public string BillId => entity.GetString(Columns.BillId);

    /// <summary>One of <see cref="BillKind"/>.</summary>
    public string Kind => entity.GetString(Columns.Kind);

    public BillState State => BillStates.Parse(entity.GetString(Columns.State)) ?? throw new FormatException("A bill has a state that there is none of.");

    /// <summary>Which instance drives it, counted from 1.</summary>
    public int Generation => entity.GetInt32(Columns.Generation) ?? 1;

    /// <summary>应收金额, in fen.</summary>
    public long ShouldPay => entity.GetInt64(Columns.ShouldPay) ?? 0;

    /// <summary>What the car park told of it; null of an unknown bill.</summary>
    public BillApplication? Told => Text(Columns.Told) is { } told ? BillApplication.Read(JsonElement.Parse(told)) : null;

    /// <summary>When the car park told of it first, or applied again after a refusal.</summary>
    public DateTimeOffset AppliedAt => entity.GetDateTimeOffset(Columns.AppliedAt)!.Value;

    /// <summary>When the city brain accepted the application: the 3 h run from then.</summary>
    public DateTimeOffset? AcceptedAt => State == BillState.Applying ? null : entity.GetDateTimeOffset(Columns.AcceptedAt);

    /// <summary>When it was settled, refused or given up.</summary>
    public DateTimeOffset? EndedAt => IsOver ? entity.GetDateTimeOffset(Columns.EndedAt) : null;

    /// <summary>When an orchestration should next do something about it.</summary>
    public DateTimeOffset NextAt => entity.GetDateTimeOffset(Columns.NextAt) ?? AppliedAt;

    /// <summary>When it is next reported.</summary>
    public DateTimeOffset? ReportDue => State == BillState.Accepted ? entity.GetDateTimeOffset(Columns.ReportDue) : null;

    /// <summary>Abnormal reports that the city brain has taken.</summary>
    public int Reports => entity.GetInt32(Columns.Reports) ?? 0;

    /// <summary>Calls in a row that nobody answered.</summary>
    public int Failures => entity.GetInt32(Columns.Failures) ?? 0;

    /// <summary>True once the city brain has said that it has no such bill, and until it is applied for again.</summary>
    public bool IsMissing => entity.GetBoolean(Columns.Missing) ?? false;

    /// <summary>True once the city brain has answered a question of an overdue bill, and until that is used for a report: each report wants a question before it (R58, R59).</summary>
    public bool IsAskedForReport => entity.GetBoolean(Columns.Asked) ?? false;

    /// <summary>Who is calling the city brain about it, or null.</summary>
    public string? Claim => Text(Columns.Claim);

    /// <summary>Until when nobody else calls, by the storage service's clock.</summary>
    public DateTimeOffset? ClaimedUntil => entity.GetDateTimeOffset(Columns.ClaimedUntil);

    /// <summary>How the news of its payment came: the interface's name.</summary>
    public string? SettledBy => Text(Columns.SettledBy);

    public Payment? Payment => Payment.Parse(Text(Columns.Payment));

    /// <summary>The city brain's code in answer to the application.</summary>
    public string? ResultCode => Text(Columns.ResultCode);

    /// <summary>The city brain's words in answer to the application; they may name a plate.</summary>
    public string? Words => Text(Columns.Words);

    /// <summary>Why somebody should look at it, each a <see cref="ReviewReason"/>.</summary>
    public IReadOnlyList<string> Reviews => Lines(Columns.Reviews);

    /// <summary>What spoke against applying for it (R37 to R45).</summary>
    public IReadOnlyList<string> Warnings => Lines(Columns.Warnings);

    /// <summary>True once the car park has collected it by itself.</summary>
    public bool IsCollected => entity.GetBoolean(Columns.Collected) ?? false;

    /// <summary>True once the car park was reminded of cancelOverDueBill.</summary>
    public bool IsReminded => entity.GetBoolean(Columns.Reminded) ?? false;

    /// <summary>True when nothing more is to be done about it.</summary>
    public bool IsOver => State is not (BillState.Applying or BillState.Accepted);

    /// <summary>True while an orchestration drives it.</summary>
    public bool IsDriven => Kind == BillKind.Exit && !IsOver;

    /// <summary>The day of its application (yyyyMMdd).</summary>
    public string AppliedDay => BusinessDays.Of(AppliedAt);

    /// <summary>The day of 账单生成时间, as the car park told it; null of an unknown bill.</summary>
    public string? BillDay => Told?.Fields.TryGetProperty("billTime", out var time) == true ? DayOf(time.GetString()) : null;

    /// <summary>The day of 支付成功时间; null while it is unpaid.</summary>
    public string? DealDay => DayOf(Payment?.DealTime);

    /// <summary>The days under which it is found.</summary>
    public IEnumerable<string> Days => new[] { AppliedDay, BillDay, DealDay }.OfType<string>().Distinct();

    /// <summary>The instance that drives it. A key that would be too long for an id of the host's is a hash in it.</summary>
    public GenerationId Instance => InstanceOf(site, BillId, Generation);

    public static GenerationId InstanceOf(SiteId site, string billId, int generation) =>
        new($"bill-{site.Value}-{BillRows.KeyOf(billId)}" is { Length: <= LongestSubject } subject
            ? subject
            : $"bill-{Vehicle.HashOf($"{site.Value}|{billId}")}", generation);

    /// <summary>True while somebody is calling the city brain about it.</summary>
    public bool IsClaimedAt(DateTimeOffset serverTime) => Claim is not null && ClaimedUntil > serverTime;

    /// <summary>The row with other columns.</summary>
    public BillRow With(IReadOnlyDictionary<string, object> columns, ETag etag)
    {
        var changed = new TableEntity(entity) { ETag = etag };
        foreach (var (name, value) in columns)
        {
            changed[name] = value;
        }

        return new BillRow(site, changed);
    }

    /// <summary>Nothing that could name a vehicle.</summary>
    public override string ToString() => $"{BillId} {BillStates.Text(State)}";

    // The host takes ids of 256 characters; a generation follows.
    private const int LongestSubject = 240;

    // What the standard writes as yyyy-MM-dd HH:mm:ss.
    private static string? DayOf(string? time) => CityBrain.ChinaTime.TryParse(time, out var instant) ? BusinessDays.Of(instant) : null;

    private const char Line = '\n';

    private string? Text(string column) => entity.GetString(column) is { Length: > 0 } text ? text : null;

    private string[] Lines(string column) => Text(column)?.Split(Line) ?? [];

    /// <summary>The columns' names. A merge can write an empty text, but cannot remove a column.</summary>
    internal static class Columns
    {
        public const string BillId = "BillId";
        public const string Kind = "Kind";
        public const string State = "State";
        public const string Generation = "Generation";
        public const string ShouldPay = "ShouldPay";
        public const string Told = "Told";
        public const string AppliedAt = "AppliedAt";
        public const string AcceptedAt = "AcceptedAt";
        public const string EndedAt = "EndedAt";
        public const string NextAt = "NextAt";
        public const string ReportDue = "ReportDue";
        public const string Reports = "Reports";
        public const string Failures = "Failures";
        public const string Missing = "Missing";
        public const string Asked = "Asked";
        public const string Claim = "Claim";
        public const string ClaimedUntil = "ClaimedUntil";
        public const string SettledBy = "SettledBy";
        public const string Payment = "Payment";
        public const string ResultCode = "ResultCode";
        public const string Words = "Words";
        public const string Reviews = "Reviews";
        public const string Warnings = "Warnings";
        public const string Collected = "Collected";
        public const string Reminded = "Reminded";
    }

    /// <summary>How lines of a column are written.</summary>
    public static string Joined(IEnumerable<string> lines) => string.Join(Line, lines);
}
