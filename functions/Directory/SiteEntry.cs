using Azure.Data.Tables;
using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Directory;

/// <summary>A registered car park (车场).</summary>
/// <param name="Site">Its id.</param>
/// <param name="AccessId">The access system that it belongs to (接入系统编号).</param>
/// <param name="ParkingCode">Its code, unique within the access system (R26).</param>
/// <param name="ParkingName">Its name (场库名称).</param>
/// <param name="Disabled">A disabled site is refused at the gateway; what it had accepted still goes up.</param>
/// <param name="SeveralExitsWithEtc">Whether it has several exits and supports ETC (R50).</param>
internal sealed record SiteEntry(
    SiteId Site, string AccessId, string ParkingCode, string ParkingName, bool Disabled, bool SeveralExitsWithEtc)
{
    /// <summary>The partition of the table <c>Directory</c>.</summary>
    public const string Partition = "site";

    /// <summary>We ask and report about its bills, and settle them.</summary>
    public const string DrivenBills = "driven";

    /// <summary>The car park's own client asks and reports about its bills.</summary>
    public const string PassedThroughBills = "passthrough";

    /// <summary>We reconcile its days with the city brain.</summary>
    public const string OurReconciliation = "ours";

    /// <summary>The car park's own client sends its check records.</summary>
    public const string OwnReconciliation = "own";

    private const string WebhookUrl = "WebhookUrl";
    private const string WebhookSecret = "WebhookSecret";
    private const string BookToArriveSeconds = "BookToArriveSeconds";
    private const string BookStaySeconds = "BookStaySeconds";

    /// <summary>Where the car park wants to be called, or null: then what comes down waits in its inbox.</summary>
    public WebhookSetting? Webhook { get; init; }

    /// <summary>Whose work its bills are: <see cref="DrivenBills"/> or <see cref="PassedThroughBills"/>; null: whose the access's downlink is.</summary>
    public string? Bills { get; init; }

    /// <summary>Who reconciles its days: <see cref="OurReconciliation"/> or <see cref="OwnReconciliation"/>; null: whoever deals with the access's downlink.</summary>
    public string? Reconciliation { get; init; }

    /// <summary>Whether an application is refused that the vehicle's contract speaks against (R37, R39, R40, R42), instead of warned of.</summary>
    public bool RefuseUncontracted { get; init; }

    /// <summary>How long a booking holds a space.</summary>
    public BookingTerms BookingTerms { get; init; } = BookingTerms.Usual;

    public static SiteEntry Read(TableEntity row) => new(
        SiteId.Parse(row.RowKey) ?? throw new FormatException("A row of the directory has a key that is no site."),
        row.GetString(nameof(AccessId)),
        row.GetString(nameof(ParkingCode)),
        row.GetString(nameof(ParkingName)),
        row.GetBoolean(nameof(Disabled)) ?? false,
        row.GetBoolean(nameof(SeveralExitsWithEtc)) ?? false)
    {
        Webhook = row.GetString(WebhookUrl) is { } url && row.GetString(WebhookSecret) is { } secret ? new WebhookSetting(url, secret) : null,
        Bills = row.GetString(nameof(Bills)),
        Reconciliation = row.GetString(nameof(Reconciliation)),
        RefuseUncontracted = row.GetBoolean(nameof(RefuseUncontracted)) ?? false,
        BookingTerms = BookingTerms.Of(row.GetInt32(BookToArriveSeconds), row.GetInt32(BookStaySeconds)),
    };

    public TableEntity ToRow() => new(Partition, Site.Value)
    {
        [nameof(AccessId)] = AccessId,
        [nameof(ParkingCode)] = ParkingCode,
        [nameof(ParkingName)] = ParkingName,
        [nameof(Disabled)] = Disabled,
        [nameof(SeveralExitsWithEtc)] = SeveralExitsWithEtc,
        [WebhookUrl] = Webhook?.Url,
        [WebhookSecret] = Webhook?.Secret,
        [nameof(Bills)] = Bills,
        [nameof(Reconciliation)] = Reconciliation,
        [nameof(RefuseUncontracted)] = RefuseUncontracted,
        [BookToArriveSeconds] = (int)BookingTerms.ToArrive.TotalSeconds,
        [BookStaySeconds] = (int)BookingTerms.Stay.TotalSeconds,
    };
}
