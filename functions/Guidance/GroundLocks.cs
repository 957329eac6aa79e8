using System.Buffers;
using System.Text.Json;
using HzFunctions.CityBrain;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.Guidance;

/// <summary>What ordering a lock down came to.</summary>
internal enum LockOutcome
{
    /// <summary>The car park says that it is down.</summary>
    Lowered,

    /// <summary>The car park says that it could not be lowered.</summary>
    Failed,

    /// <summary>The car park has not said anything in time.</summary>
    Unconfirmed,
}

/// <summary>
/// Has a car park lower a ground lock (地锁), by the way of everything that is sent down: webhook or inbox. Its acknowledgement is the answer. An order that nobody has
/// confirmed in time is withdrawn: carried out later, it would open a space to nobody. Where this process dies before, whoever looks into the inbox withdraws it.
/// </summary>
internal sealed class GroundLocks(
    CarParkNotices notices, DownlinkStore downlinks, CarParkInbox inbox, DownlinkDelivery delivery, InboxSignals signals, TimeProvider time, ILogger<GroundLocks> logger)
{
    /// <summary>How long the answer waits for the car park.</summary>
    public static readonly TimeSpan Patience = DownlinkTopic.GroundLockDown.ValidFor!.Value;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(400);

    /// <summary>Orders the lock of a booked space down, and waits for the car park's word.</summary>
    /// <param name="site">The car park.</param>
    /// <param name="booking">The booking.</param>
    /// <param name="lockImei">The lock.</param>
    /// <param name="cancellationToken">Gives up before the order is given, and not after: an order without an end would lie in the inbox.</param>
    public async Task<LockOutcome> LowerAsync(SiteEntry site, BookingRow booking, string lockImei, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (started, validUntil) = (time.GetTimestamp(), time.GetUtcNow() + Patience);
        var notice = notices.Make(site.Site, DownlinkTopic.GroundLockDown, Data(booking, lockImei, validUntil));
        await downlinks.Table.WriteAsync(notice.Rows, CancellationToken.None).ConfigureAwait(false);
        signals.Ring(site.Site);
        var pushing = PushAsync(notice.Key, site);
        var said = await WaitAsync(notice.Key, started).ConfigureAwait(false);
        if (pushing.IsCompleted)
        {
            await pushing.ConfigureAwait(false);
        }

        return said switch
        {
            true => LockOutcome.Lowered,
            false => LockOutcome.Failed,
            null => Unconfirmed(site),
        };
    }

    // At once, and not by the queue: a driver stands before the lock.
    private async Task PushAsync(DownlinkKey key, SiteEntry site)
    {
        if (site.Webhook is null)
        {
            return;
        }

        try
        {
            if ((await downlinks.FindAsync(key, CancellationToken.None).ConfigureAwait(false)).Row is { InboxRow: not null } row)
            {
                await delivery.GoOnAsync(row, site, CancellationToken.None).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // Whatever the fault is, the order is in the inbox, and the answer says whether it was confirmed.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            GuidanceLog.LockNotPushed(logger, site.Site.Value, fault);
        }
    }

    private async Task<bool?> WaitAsync(DownlinkKey key, long started)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var row = (await downlinks.FindAsync(key, CancellationToken.None).ConfigureAwait(false)).Row!;
            if (row.CarParkSaid is { } said)
            {
                return said;
            }

            if (time.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(pause, time, CancellationToken.None).ConfigureAwait(false);
            }
            else if (await inbox.TryWithdrawAsync(row, CancellationToken.None).ConfigureAwait(false))
            {
                return null;
            }
        }
    }

    private LockOutcome Unconfirmed(SiteEntry site)
    {
        GuidanceLog.LockNotConfirmed(logger, site.Site.Value, Patience.TotalSeconds);
        return LockOutcome.Unconfirmed;
    }

    private static JsonElement Data(BookingRow booking, string lockImei, DateTimeOffset validUntil)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, PlainText.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("bookRecordId"u8, booking.Id.ToString());
            writer.WriteString("parkSpaceId"u8, booking.Space);
            writer.WriteString("lockImei"u8, lockImei);
            writer.WriteString("validUntil"u8, ChinaTime.Format(validUntil));
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
