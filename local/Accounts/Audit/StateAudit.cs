namespace HzFunctions.Local.Accounts.Audit;

/// <summary>Every accepted event is in exactly one state.</summary>
internal static class StateAudit
{
    /// <summary>What is read where there is no such receipt.</summary>
    public static readonly ReceiptReading Unknown = ReceiptReading.Missing("no event");

    public static IEnumerable<Imbalance> Find(AuditInput input, CityIndex city) =>
        input.Accepted.Select(accepted => Judge(accepted, city)).OfType<Imbalance>().Concat(FindDoubles(input));

    private static Imbalance? Judge(AccountedEvent accepted, CityIndex city) => accepted.State switch
    {
        null when accepted.Line.Receipt is null => Of(ImbalanceKind.Lost, accepted, "was accepted without a receipt"),
        null => Of(accepted.Receipt == Unknown ? ImbalanceKind.Lost : ImbalanceKind.State, accepted, $"its receipt shows {accepted.Receipt.Found}"),
        EventState.Pending => Of(ImbalanceKind.Stuck, accepted, "is still pending"),
        EventState.Refused when city.Find(accepted.Line) is not null => Of(ImbalanceKind.State, accepted, "is refused, but the city brain has it"),
        _ => null,
    };

    // One record, promised twice under different receipts, must not fare in two ways.
    private static IEnumerable<Imbalance> FindDoubles(AuditInput input) => input.Accepted
        .Where(accepted => accepted.State is not null)
        .GroupBy(accepted => (accepted.Line.Site, accepted.Line.Interface, accepted.Line.RecordId))
        .Where(record => record.Select(accepted => accepted.State).Distinct().Count() > 1)
        .Select(record => Of(ImbalanceKind.State, record.First(), $"is {string.Join(" and ", record.Select(accepted => accepted.State))} at once"));

    private static Imbalance Of(ImbalanceKind kind, AccountedEvent accepted, string detail) => Imbalance.Of(kind, accepted.Line, detail);
}
