using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using HzFunctions.Local.Accounts;
using HzFunctions.Local.Accounts.Bills;
using HzFunctions.Local.Accounts.Guidance;

namespace HzFunctions.Local.Run.Closing;

/// <summary>The accounts as a file that programs read.</summary>
internal sealed record AccountsReport
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    public required bool Balanced { get; init; }

    /// <summary>Acknowledged events over all car parks.</summary>
    public required int Accepted { get; init; }

    /// <summary>The acknowledged events by their state.</summary>
    public required IReadOnlyDictionary<EventState, int> States { get; init; }

    public required IReadOnlyList<SiteAccount> Sites { get; init; }

    /// <summary>What was sent down.</summary>
    public DownlinkAccount? Downlinks { get; init; }

    /// <summary>The bills of the car parks whose bills the gateway drives.</summary>
    public required IReadOnlyList<BillAccount> Bills { get; init; }

    /// <summary>What drivers were told of indoor guidance.</summary>
    public BookingAccount? Bookings { get; init; }

    /// <summary>What reconciling came to, with --reconcile.</summary>
    public ReconciliationAccount? Reconciliation { get; init; }

    public required IReadOnlyList<Imbalance> Imbalances { get; init; }

    public required int OfOthers { get; init; }

    public required IReadOnlyCollection<RestartNote> Restarts { get; init; }

    public static AccountsReport Of(FinalAccounts accounts, DateTimeOffset startedAt, DateTimeOffset endedAt, RestartLog restarts) => new()
    {
        StartedAt = startedAt,
        EndedAt = endedAt,
        Balanced = accounts.Balanced,
        Accepted = accounts.Sites.Sum(site => site.Accepted),
        States = Enum.GetValues<EventState>().ToDictionary(state => state, state => accounts.Sites.Sum(site => site.In(state))),
        Sites = accounts.Sites,
        Downlinks = accounts.Downlinks,
        Bills = accounts.Bills,
        Bookings = accounts.Bookings,
        Reconciliation = accounts.Reconciliation,
        Imbalances = accounts.Imbalances,
        OfOthers = accounts.OfOthers,
        Restarts = restarts.All,
    };

    /// <param name="path">The file, or null where nobody wants one.</param>
    public void WriteTo(string? path)
    {
        if (path is null)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, JsonSerializer.Serialize(this, Format));
    }
}
