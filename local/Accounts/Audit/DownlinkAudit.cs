using HzFunctions.Local.CarParkSimulator.Bills;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CitySimulator.Admin;
using HzFunctions.Local.CitySimulator.Downlinks;
using HzFunctions.Local.CitySimulator.Memory;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.Accounts.Audit;

/// <summary>
/// Every message that the city brain sent down is confirmed, and with the truth last; the car park has it, unless a newer one about the same
/// subject made it void (R14, R15), and gets nothing forged; and what a client confirms by itself is confirmed by nobody else.
/// </summary>
internal sealed class DownlinkAudit(AuditInput input)
{
    // A timestamp that is further ahead of the clock than this never counts as the newest.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    private readonly List<DownlinkView> _published =
        [.. input.Downlinks.Where(downlink => downlink.Fault != DownlinkFault.WrongSign)];

    // By when each was first delivered.
    private readonly Dictionary<Message, DateTimeOffset> _delivered = Messages(input, LedgerEvent.Delivered)
        .GroupBy(message => message.Message)
        .ToDictionary(message => message.Key, message => message.Min(line => line.At));

    private readonly Dictionary<Message, int> _confirmedByClients =
        Messages(input, LedgerEvent.Confirming).CountBy(message => message.Message).ToDictionary();

    private readonly HashSet<Site> _withOwnConnection = Messages(input, LedgerEvent.Delivered)
        .Where(message => message.Form == $"{DownlinkForm.Own}")
        .Select(message => message.Message.Site)
        .ToHashSet();

    // Bills of whose payment a car park knows, by an answer or by a message.
    private readonly HashSet<(Site, string?)> _toldPaid = input.Ledger
        .Where(line => line.Event == LedgerEvent.BillPaid || line is { Event: LedgerEvent.BillAnswered, Message: BillNotes.Paid })
        .Select(line => (line.Site, line.RecordId))
        .ToHashSet();

    public DownlinkAccount? Account() => input.DownlinkStatistics is { } statistics
        ? new DownlinkAccount(statistics, _published.Count(downlink => _delivered.ContainsKey(MessageOf(downlink))))
        : null;

    public IEnumerable<Imbalance> Find() => _published.Select(Judge).Concat(input.Downlinks.Select(JudgeForged)).OfType<Imbalance>();

    private Imbalance? JudgeForged(DownlinkView downlink) =>
        downlink.Fault == DownlinkFault.WrongSign && _delivered.ContainsKey(MessageOf(downlink))
            ? Of(ImbalanceKind.Forged, downlink, "reached the car park")
            : null;

    private Imbalance? Judge(DownlinkView downlink)
    {
        var message = MessageOf(downlink);
        var isDelivered = _delivered.ContainsKey(message);
        var isOwn = _withOwnConnection.Contains(message.Site);
        return downlink switch
        {
            // An old client that does not know the vehicle says nothing to a question about its fee.
            { Success: null, Name: "fee" } when isOwn && isDelivered => null,
            { Success: null } => Of(ImbalanceKind.Unconfirmed, downlink, "was never confirmed"),
            { Success: false } when isDelivered && downlink.Name != "fee" =>
                Of(ImbalanceKind.Unconfirmed, downlink, "was confirmed with false last, although the car park has it"),
            _ when !isDelivered && !IsVoid(downlink) => Of(ImbalanceKind.Undelivered, downlink, "never reached the car park"),
            _ when isDelivered && !isOwn && IsOutdated(downlink) => Of(ImbalanceKind.Outdated, downlink, "was delivered after a newer one"),
            _ when isOwn && downlink.Confirmations > _confirmedByClients.GetValueOrDefault(message) =>
                Of(ImbalanceKind.ConfirmedTwice, downlink, $"was confirmed {downlink.Confirmations} times"),
            _ => null,
        };
    }

    // What the gateway has found out by asking it has told the car park by itself: the message says nothing new then.
    private bool IsVoid(DownlinkView downlink) => Newer(downlink).Any()
        || (downlink.Name == "payResult" && _toldPaid.Contains((new Site(downlink.AccessID, downlink.ParkingCode), downlink.Data.Text("billID"))));

    // Later than the newer one's delivery in any case: its publication began only then. A payment is never too old to settle a bill.
    private bool IsOutdated(DownlinkView downlink) => downlink.Name != "payResult"
        && Newer(downlink).Any(other => _delivered.TryGetValue(MessageOf(other), out var at) && at < downlink.PublishedAt);

    // Each of its doubles is the same message; of two with one timestamp either may have come first; the future silences nobody.
    private IEnumerable<DownlinkView> Newer(DownlinkView downlink) => downlink.Name == "fee" ? [] : _published.Where(other =>
        other.Id != downlink.Id
        && (other.AccessID, other.ParkingCode, other.Name) == (downlink.AccessID, downlink.ParkingCode, downlink.Name)
        && SubjectOf(other) == SubjectOf(downlink)
        && string.CompareOrdinal(other.Timestamp, downlink.Timestamp) > 0
        && !IsAhead(other));

    private static bool IsAhead(DownlinkView downlink) =>
        downlink.PublishedAt is { } at && ChinaClock.Read(downlink.Timestamp) > at + Ahead;

    private static string? SubjectOf(DownlinkView downlink) =>
        downlink.Data.Text("billID") ?? downlink.Data.Text("bilID") ?? $"{downlink.Data.Text("plateNo")}|{downlink.Data.Number("plateColor")}";

    private static IEnumerable<(Message Message, string? Form, DateTimeOffset At)> Messages(AuditInput input, LedgerEvent about) => input.Ledger
        .Where(line => line.Event == about)
        .Select(line => (new Message(line.Site, line.Interface!, line.RecordId!, line.Fingerprint!), line.Message, line.At));

    private static Message MessageOf(DownlinkView downlink) => new(
        new Site(downlink.AccessID, downlink.ParkingCode), downlink.Name, $"{downlink.RequestId}", ContentFingerprint.Of(downlink.Data));

    private static Imbalance Of(ImbalanceKind kind, DownlinkView downlink, string detail) => new(
        kind, new Site(downlink.AccessID, downlink.ParkingCode), downlink.Name, $"{downlink.RequestId}", Receipt: null, $"{downlink.Fault}: {detail}");

    private readonly record struct Message(Site Site, string Name, string RequestId, string Fingerprint);
}
