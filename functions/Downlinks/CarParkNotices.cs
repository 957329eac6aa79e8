using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using HzFunctions.CityBrain;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Downlinks;

/// <summary>
/// Tells car parks something of our own, by the way of what the city brain sends down: inbox or webhook, until they acknowledge it. The rows of a notice are
/// written with the change that it is about, in one transaction.
/// </summary>
internal sealed class CarParkNotices(
    SiteDirectory directory, InboxSignals signals, IDownlinkQueue queue, SequenceSource sequences, TimeProvider time, ILogger<CarParkNotices> logger)
{
    private const string SequenceKind = "downlink";

    /// <summary>Makes a notice, of which nobody knows until its rows are written.</summary>
    /// <param name="site">The car park.</param>
    /// <param name="topic">What kind it is.</param>
    /// <param name="data">What it says.</param>
    /// <param name="identity">What makes it the same notice, so that its rows can be written once; null: each is another.</param>
    public CarParkNotice Make(SiteId site, DownlinkTopic topic, JsonElement data, string? identity = null)
    {
        var (now, sequence) = (time.GetUtcNow(), sequences.Next(SequenceKind));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{site.Value}|{identity ?? sequence}")));
        var inboxRow = DownlinkRows.Inbox(sequence);
        var message = new DownlinkMessage(
            new DownlinkKey(site, topic, RequestId: 0, hash), ChinaTime.Format(now), now, now, data.GetRawText(), data);
        return new CarParkNotice(
            message.Key,
            [
                new(TableTransactionActionType.Add, DownlinkRow.New(message, FactEffect.Processed, inboxRow, deadline: null)),
                InboxEntry.Add(message.Key, inboxRow, message.Timestamp, message.ReceivedAt, message.Data),
                .. DownlinkStore.Indexes(message),
            ]);
    }

    /// <summary>Brings notices on their way once their rows are written.</summary>
    public async Task SendAsync(IEnumerable<CarParkNotice> written)
    {
        foreach (var notice in written)
        {
            await SendAsync(notice).ConfigureAwait(false);
        }
    }

    /// <summary>Brings a notice on its way once its rows are written. One that is lost here is brought by <c>WatchDownlinks</c>.</summary>
    public async Task SendAsync(CarParkNotice notice)
    {
        signals.Ring(notice.Key.Site);
        try
        {
            if (await directory.FindSiteAsync(notice.Key.Site, CancellationToken.None).ConfigureAwait(false) is { Webhook: not null })
            {
                var order = new DownlinkOrder { Version = DownlinkReader.Version, Notice = new NoticeOrder(notice.Key.Site.Value, notice.Key.Id) };
                await queue.SendAsync(order.ToJson(), TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // Whatever the fault is, WatchDownlinks finds the notice in the inbox.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            DownlinkLog.BellNotRung(logger, notice.Key.Site.Value, fault);
        }
    }
}

/// <summary>Something that we tell a car park.</summary>
/// <param name="Key">Which message it is.</param>
/// <param name="Rows">The rows that make it: message and inbox.</param>
internal sealed record CarParkNotice(DownlinkKey Key, IReadOnlyList<TableTransactionAction> Rows);
