using System.Text.Json;
using HzFunctions.Local.CitySimulator.Violations;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Downlinks;

/// <summary>Everything that the city brain sends down, kept over restarts: what is to be published, was, and was confirmed.</summary>
internal sealed class DownlinkBook : IDisposable
{
    // The city brain repeats a notice that nobody confirms (§2.2(4), note).
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromSeconds(45);

    private readonly Lock _gate = new();
    private readonly List<Downlink> _all = [];
    private readonly JournalFile<DownlinkLine> _journal;
    private readonly ViolationBook _violations;
    private readonly TimeProvider _time;
    private long _lastRequestId;

    public DownlinkBook(string path, ViolationBook violations, TimeProvider time)
    {
        _journal = JournalFile<DownlinkLine>.Open(path, out var earlier);
        (_violations, _time) = (violations, time);
        foreach (var line in earlier)
        {
            Apply(line);
        }

        // Who confirmed while this process was dead was not heard.
        NoteCityAway();
    }

    /// <summary>Makes a message and writes it down; it will be published whatever happens to this process.</summary>
    public Downlink Make(DownlinkOrder order)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            var line = new DownlinkLine
            {
                Kind = DownlinkLineKind.Made,
                Id = _all.Count,
                At = now,
                AccessID = order.Site.AccessID,
                ParkingCode = order.Site.ParkingCode,
                Name = order.Name,
                RequestId = order.RequestId ?? NextRequestId(order),
                Timestamp = ChinaClock.Write(order.Timestamp ?? now),
                Data = JsonSerializer.SerializeToElement(order.Data),
                Fault = order.Fault,
                DueAt = now + order.After,
            };
            Write(line);
            return _all[line.Id];
        }
    }

    /// <summary>What is to be published now: for the first time, or once more since nobody has confirmed it.</summary>
    public IReadOnlyList<Downlink> Due()
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            return [.. _all.Where(downlink => downlink.DueAt <= now && !downlink.IsWithdrawn && (downlink.PublishedAt is null || IsOverdue(downlink, now)))];
        }
    }

    public void NotePublished(Downlink downlink, DateTimeOffset at)
    {
        lock (_gate)
        {
            Write(new DownlinkLine { Kind = DownlinkLineKind.Published, Id = downlink.Id, At = at });
        }
    }

    /// <summary>A bill was written off: the message that it is paid is not to be published.</summary>
    public void WithdrawPayment(Site site, string billId)
    {
        lock (_gate)
        {
            foreach (var downlink in _all.Where(downlink => downlink.IsPaymentOf(site, billId) && downlink is { PublishedAt: null, IsWithdrawn: false }).ToList())
            {
                Write(new DownlinkLine { Kind = DownlinkLineKind.Withdrawn, Id = downlink.Id, At = _time.GetUtcNow() });
            }
        }
    }

    /// <summary>Holds a confirmation, or the answer to a fee query, against what was sent.</summary>
    /// <param name="accessID">Whose it is.</param>
    /// <param name="interfaceName">The interface that confirms.</param>
    /// <param name="data">Its data.</param>
    /// <remarks>A city brain that never sends anything down holds confirmations against nothing.</remarks>
    public void Confirm(string accessID, string interfaceName, JsonElement data)
    {
        var confirmation = Confirmation.Read(interfaceName, data);
        lock (_gate)
        {
            var confirmed = _all.Where(downlink => downlink.Site.AccessID == accessID && confirmation.Fits(downlink)).ToList();
            if (confirmed.Count == 0 && _all.Count > 0)
            {
                Complain(ViolationKind.WrongConfirmation, interfaceName, accessID, "it confirms nothing that was sent, or with other fields");
                return;
            }

            // Two messages with the same requestId and the same content are one to whoever confirms them.
            confirmed.ForEach(downlink => Confirm(downlink, interfaceName, confirmation.Success));
        }
    }

    /// <summary>The city brain is away: who cannot reach it is not late with what is published already.</summary>
    public void NoteCityAway()
    {
        lock (_gate)
        {
            foreach (var downlink in _all.Where(downlink => downlink is { PublishedAt: not null, FirstConfirmedAt: null }))
            {
                downlink.CityWasAway = true;
            }
        }
    }

    public TResult Look<TResult>(Func<IReadOnlyList<Downlink>, TResult> look)
    {
        lock (_gate)
        {
            return look(_all);
        }
    }

    public void Dispose() => _journal.Dispose();

    private static bool IsOverdue(Downlink downlink, DateTimeOffset now) =>
        downlink is { IsGenuine: true, FirstConfirmedAt: null } && now - downlink.LastPublishedAt > RepeatAfter;

    private long NextRequestId(DownlinkOrder order)
    {
        var earlier = order.Fault == DownlinkFault.ReusedRequestId
            ? _all.FindLast(downlink => downlink.Site.AccessID == order.Site.AccessID && downlink.IsGenuine)
            : null;
        return earlier?.RequestId ?? ++_lastRequestId;
    }

    private void Confirm(Downlink downlink, string interfaceName, bool success)
    {
        var wasContradicted = downlink.IsContradicted;
        Write(new DownlinkLine { Kind = DownlinkLineKind.Confirmed, Id = downlink.Id, At = _time.GetUtcNow(), Success = success });
        if (downlink.IsContradicted && !wasContradicted)
        {
            Complain(
                ViolationKind.ContradictoryConfirmation,
                interfaceName,
                downlink.Site.AccessID,
                $"requestId {downlink.RequestId} was confirmed with true and then with false");
        }
    }

    private void Complain(ViolationKind kind, string interfaceName, string accessID, string reason) =>
        _violations.Add(kind, interfaceName, accessID, null, reason);

    private void Write(DownlinkLine line)
    {
        _journal.Append(line);
        Apply(line);
    }

    private void Apply(DownlinkLine line)
    {
        if (line.Kind == DownlinkLineKind.Made)
        {
            _all.Add(new Downlink(line));
            _lastRequestId = Math.Max(_lastRequestId, line.RequestId!.Value);
        }
        else
        {
            _all[line.Id].Apply(line);
        }
    }
}
