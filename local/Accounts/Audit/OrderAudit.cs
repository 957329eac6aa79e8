namespace HzFunctions.Local.Accounts.Audit;

/// <summary>
/// Of each stay the arrival came first, then departure, payment and the rest as the car park had them acknowledged; photos only after the
/// arrival. Two events bind each other's order only where the one was acknowledged before the other was first sent.
/// </summary>
internal static class OrderAudit
{
    private const string Arrival = "uploadCarInData";
    private const string Photo = "uploadPhoto";

    // What was lost and sent again comes when it comes.
    public static IEnumerable<Imbalance> Find(AuditInput input, CityIndex city) => input.Accepted
        .Where(accepted => accepted is { State: EventState.Forwarded, Line.Uid: not null })
        .Where(accepted => !input.Losses.Any(loss => loss.RecordId == accepted.Line.RecordId && loss.Interface == accepted.Line.Interface))
        .Select(accepted => (Event: accepted, Seen: city.Find(accepted.Line)))
        .Where(pair => pair.Seen is not null)
        .GroupBy(pair => (pair.Event.Line.Site, pair.Event.Line.Uid))
        .SelectMany(stay => FindInStay([.. stay.Select(pair => new Seen(pair.Event, pair.Seen!.Sequence))]));

    private static IEnumerable<Imbalance> FindInStay(List<Seen> stay) =>
        from later in stay
        from earlier in stay
        where MustPrecede(earlier, later) && earlier.Sequence > later.Sequence
        select Imbalance.Of(ImbalanceKind.Order, later.Event.Line, $"reached the city brain before {earlier.Interface} {earlier.Event.Line.RecordId}");

    private static bool MustPrecede(Seen earlier, Seen later) =>
        earlier.Event.AcceptedAt <= later.Event.FirstSentAt
        && later.Interface != Arrival
        && (earlier.Interface == Arrival || (earlier.Interface != Photo && later.Interface != Photo));

    private sealed record Seen(AccountedEvent Event, long Sequence)
    {
        public string? Interface => Event.Line.Interface;
    }
}
