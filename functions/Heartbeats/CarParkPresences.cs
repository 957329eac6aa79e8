using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Data.Tables;
using HzFunctions.CityBrain;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Heartbeats;

/// <summary>
/// Keeps when each car park was last heard. Whoever was offline is online again with the first thing that it sends, and is reminded to send the berths
/// that are left (R18), in the same transaction; once, until it has taken the reminder.
/// </summary>
internal sealed class CarParkPresences(DownlinkStore downlinks, CarParkNotices notices, TimeProvider time, ILogger<CarParkPresences> logger)
{
    // A car park sends many events in a minute: each handler notes one of them.
    private static readonly TimeSpan NotedEvery = TimeSpan.FromMinutes(1);

    // Each round is lost only to another writer that succeeded.
    private const int MaximumRounds = 20;

    private readonly ConcurrentDictionary<(SiteId Site, bool IsEvent), DateTimeOffset> _noted = new();

    /// <summary>A car park has sent something.</summary>
    /// <param name="site">The car park.</param>
    /// <param name="interfaceName">What it has sent.</param>
    /// <param name="isEvent">Whether that is an event, which was accepted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task HeardAsync(SiteId site, string interfaceName, bool isEvent, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (WasNoted(site, isEvent: true, now) || (!isEvent && WasNoted(site, isEvent: false, now)))
        {
            return;
        }

        // Before it is written, so that of many at once one writes.
        _noted[(site, isEvent)] = now;
        var isWritten = false;
        try
        {
            isWritten = await TryNoteAsync(site, interfaceName, known => isEvent ? known with { EventAt = now } : known, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!isWritten)
            {
                _noted.TryRemove(KeyValuePair.Create((site, isEvent), now));
            }
        }
    }

    /// <summary>A car park's heartbeat has come.</summary>
    /// <param name="site">The car park.</param>
    /// <param name="drift">What it has shown; null where the city brain has told no time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task BeatAsync(SiteId site, ClockDrift? drift, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return TryNoteAsync(site, HeartbeatDesk.Interface, known => known with { HeartbeatAt = now, Drift = drift ?? known.Drift }, cancellationToken);
    }

    /// <summary>What is known of a car park, or null while it has never been heard.</summary>
    public async Task<CarParkPresence?> FindAsync(SiteId site, CancellationToken cancellationToken)
    {
        var read = await downlinks.Table.GetAsync(site.Value, CarParkPresence.Row, cancellationToken).ConfigureAwait(false);
        return read.Row is null ? null : CarParkPresence.Read(read.Row);
    }

    /// <summary>Notes that a car park is offline. False: it was heard meanwhile.</summary>
    public async Task<bool> LoseAsync(SiteId site, CarParkPresence known, CancellationToken cancellationToken)
    {
        var lost = known with { OfflineSince = time.GetUtcNow() };
        var written = await downlinks.Table.WriteAsync(
            [new(TableTransactionActionType.UpdateReplace, lost.ToRow(site), known.ETag)], cancellationToken).ConfigureAwait(false);
        return written.Done;
    }

    // That an event came says also that the car park was heard.
    private bool WasNoted(SiteId site, bool isEvent, DateTimeOffset now) => _noted.TryGetValue((site, isEvent), out var noted) && now - noted < NotedEvery;

    private async Task<bool> TryNoteAsync(SiteId site, string interfaceName, Func<CarParkPresence, CarParkPresence> change, CancellationToken cancellationToken)
    {
        try
        {
            await NoteAsync(site, interfaceName, change, cancellationToken).ConfigureAwait(false);
            return true;
        }
#pragma warning disable CA1031 // What the car park has sent is done with; that it was heard is noted with what it sends next.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            HeartbeatLog.NotNoted(logger, site.Value, fault);
            return false;
        }
    }

    private async Task NoteAsync(SiteId site, string interfaceName, Func<CarParkPresence, CarParkPresence> change, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaximumRounds; round++)
        {
            var (now, known) = (time.GetUtcNow(), await FindAsync(site, cancellationToken).ConfigureAwait(false));
            var heard = change(known ?? new CarParkPresence(now)) with { HeardAt = now, OfflineSince = null };
            var reminder = known?.OfflineSince is { } since && interfaceName != RecordKind.ParkingState
                ? await RemindAsync(site, known, since, cancellationToken).ConfigureAwait(false)
                : null;
            heard = heard with { Reminder = reminder?.Key.Id ?? heard.Reminder };
            List<TableTransactionAction> changes =
            [
                known is null
                    ? new(TableTransactionActionType.Add, heard.ToRow(site))
                    : new(TableTransactionActionType.UpdateReplace, heard.ToRow(site), known.ETag),
                .. reminder?.Rows ?? [],
            ];
            if ((await downlinks.Table.WriteAsync(changes, cancellationToken).ConfigureAwait(false)).Done)
            {
                await ToldAsync(site, known, reminder).ConfigureAwait(false);
                return;
            }
        }

        throw new IOException("A car park's presence changed under every attempt to note it.");
    }

    // A client that never looks into its inbox must not find a reminder for each of its outages there.
    private async Task<CarParkNotice?> RemindAsync(SiteId site, CarParkPresence known, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var waits = known.Reminder is { } last && DownlinkKey.Parse(site, last) is { } key
            && (await downlinks.FindAsync(key, cancellationToken).ConfigureAwait(false)).Row is { InboxRow: not null };
        return waits ? null : notices.Make(site, DownlinkTopic.UploadParkingStateReminder, Data(known.HeardAt, since));
    }

    private async Task ToldAsync(SiteId site, CarParkPresence? known, CarParkNotice? reminder)
    {
        if (known?.OfflineSince is not null)
        {
            HeartbeatLog.Back(logger, site.Value, known.HeardAt);
        }

        if (reminder is not null)
        {
            await notices.SendAsync(reminder).ConfigureAwait(false);
        }
    }

    private static JsonElement Data(DateTimeOffset heardAt, DateTimeOffset since) => JsonElement.Parse(
        $$"""{"lastHeardTime":"{{ChinaTime.Format(heardAt)}}","offlineTime":"{{ChinaTime.Format(since)}}"}""");
}
