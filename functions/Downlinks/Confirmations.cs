using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Forwarding;

namespace HzFunctions.Functions.Downlinks;

/// <summary>
/// Tells the city brain whether the car park has a message. Level-triggered: a row holds what is wanted and what was sent; one
/// sender at a time, by a claim under the row's ETag, sends and records, and goes on while the two differ. So the last word that the city
/// brain hears is what is wanted, whoever wanted it meanwhile.
/// </summary>
internal sealed class Confirmations(
    DownlinkStore store,
    ConfirmationSender sender,
    DownlinkBells bells,
    DownlinkMetrics metrics,
    TimeProvider time,
    Random chance,
    ILogger<Confirmations> logger)
{
    /// <summary>Within which the standard wants to hear (R35, R57, R81).</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);

    /// <summary>How long a confirmation is tried while nobody hears it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    /// <summary>The longest delay between two attempts.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    // A call that could still be under way when somebody else may send would make the last word a matter of luck.
    private static readonly TimeSpan SlowestClaim = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Spare = TimeSpan.FromSeconds(6);

    // Each round is lost only to another writer that succeeded.
    private const int MaximumRounds = 50;

    /// <summary>Says what is still to be said of a message.</summary>
    public Task<DownlinkRow?> CatchUpAsync(DownlinkKey key, CancellationToken cancellationToken) =>
        ApplyAsync(key, static _ => new DownlinkChange(), cancellationToken);

    /// <summary>
    /// Changes a message's row, and says to the city brain what follows from that, unless somebody is at it already. Returns the row as it is
    /// then, or null when there is no such message.
    /// </summary>
    public async Task<DownlinkRow?> ApplyAsync(
        DownlinkKey key, Func<DownlinkRow, DownlinkChange> decide, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaximumRounds; round++)
        {
            var started = time.GetTimestamp();
            var (row, serverTime) = await store.FindAsync(key, cancellationToken).ConfigureAwait(false);
            if (row is null)
            {
                return null;
            }

            var change = decide(row);
            var claim = Claim(row, change, serverTime);
            if (change.IsEmpty)
            {
                return row;
            }

            var changed = await store.UpdateAsync(row, change, cancellationToken).ConfigureAwait(false);
            if (changed is null)
            {
                continue;
            }

            if (claim is null)
            {
                return changed;
            }

            var (left, isHeard) = await SayAsync(changed, claim, started, cancellationToken).ConfigureAwait(false);
            if (left is not { IsOpen: true } || !isHeard)
            {
                return left;
            }

            decide = static _ => new DownlinkChange();
        }

        throw new IOException("A message changed under every attempt to confirm it.");
    }

    private string? Claim(DownlinkRow row, DownlinkChange change, DateTimeOffset serverTime)
    {
        if (!row.With(change.Columns, row.ETag).IsOpen || row.IsClaimedAt(serverTime))
        {
            return null;
        }

        var claim = Guid.NewGuid().ToString("N");
        change.Set(DownlinkRow.Columns.Claim, claim).Set(DownlinkRow.Columns.ClaimedUntil, serverTime + SlowestClaim + sender.TimeLimit + Spare);
        return claim;
    }

    // The row as it was left, and whether anybody heard; where nobody did, it is tried again later.
    private async Task<(DownlinkRow? Left, bool IsHeard)> SayAsync(DownlinkRow row, string claim, long started, CancellationToken cancellationToken)
    {
        var value = row.Wanted!.Value;
        var answer = await SendInTimeAsync(row, value, started, cancellationToken).ConfigureAwait(false);
        var heard = answer.Outcome is AnswerOutcome.Accepted or AnswerOutcome.NoData or AnswerOutcome.Refused;
        var givesUp = !heard && time.GetUtcNow() - row.ReceivedAt > Patience;
        var left = await RecordAsync(row, claim, current => Outcome(current, value, answer, heard || givesUp), cancellationToken).ConfigureAwait(false);
        Count(row, value, answer, heard, givesUp);
        if (!heard && !givesUp)
        {
            await bells.TryRingAsync(row.Key.Site, DelayAfter(row.Attempts + 1)).ConfigureAwait(false);
        }

        return (left, heard || givesUp);
    }

    // Whatever it takes to send, the directory and the key included, ends well before the claim does.
    private async Task<CityBrainAnswer> SendInTimeAsync(DownlinkRow row, bool value, long started, CancellationToken cancellationToken)
    {
        var left = SlowestClaim + sender.TimeLimit - time.GetElapsedTime(started);
        if (left < sender.TimeLimit)
        {
            return ConfirmationSender.NotSent;
        }

        using var timeLimit = new CancellationTokenSource(left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeLimit.Token);
        try
        {
            return await sender.SendAsync(row, value, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeLimit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return ConfirmationSender.NotSent;
        }
    }

    // Whatever changed meanwhile stays changed; only what concerns the sending is written.
    private async Task<DownlinkRow?> RecordAsync(
        DownlinkRow row, string claim, Func<DownlinkRow, DownlinkChange> outcome, CancellationToken cancellationToken)
    {
        var (sent, current) = (row.Wanted, row);
        for (var round = 0; round < MaximumRounds; round++)
        {
            var change = current.Claim != claim ? AfterLostClaim(current, sent)
                : current.ReceivedAt != row.ReceivedAt ? new DownlinkChange().Set(DownlinkRow.Columns.Claim, string.Empty)
                : outcome(current);
            if (change.IsEmpty)
            {
                return current;
            }

            if (await store.UpdateAsync(current, change, cancellationToken).ConfigureAwait(false) is { } recorded)
            {
                return recorded;
            }

            if ((await store.FindAsync(row.Key, cancellationToken).ConfigureAwait(false)).Row is not { } read)
            {
                return null;
            }

            current = read;
        }

        throw new IOException("A message changed under every attempt to record its confirmation.");
    }

    // Somebody else may have said the opposite, and which came last nobody knows: it is said again.
    private static DownlinkChange AfterLostClaim(DownlinkRow current, bool? sent) =>
        current.Sent is { } other && other != sent
            ? new DownlinkChange().Set(DownlinkRow.Columns.Sent, (bool?)null)
            : new DownlinkChange();

    private DownlinkChange Outcome(DownlinkRow current, bool value, CityBrainAnswer answer, bool ends)
    {
        var change = new DownlinkChange().Set(DownlinkRow.Columns.Claim, string.Empty);
        if (ends)
        {
            return change
                .Set(DownlinkRow.Columns.Deadline, string.Empty)
                .Set(DownlinkRow.Columns.Sent, value)
                .Set(DownlinkRow.Columns.SentAt, time.GetUtcNow())
                .Set(DownlinkRow.Columns.Attempts, 0)
                .Set(DownlinkRow.Columns.ResultCode, answer.ResultCode ?? answer.Outcome.ToString());
        }

        change.NotBefore = time.GetUtcNow() + DelayAfter(current.Attempts + 1);
        return change.Set(DownlinkRow.Columns.Attempts, current.Attempts + 1);
    }

    private TimeSpan DelayAfter(int attempts)
    {
        var delay = BackOff.After(attempts, chance.NextDouble());
        return delay < LongestDelay ? delay : LongestDelay;
    }

    private void Count(DownlinkRow row, bool value, CityBrainAnswer answer, bool heard, bool givesUp)
    {
        var (site, topic, requestId) = (row.Key.Site.Value, row.Key.Topic, row.Key.RequestId);
        if (!heard)
        {
            metrics.Unconfirmed(topic);
            DownlinkLog.NotConfirmed(logger, site, topic.Name, requestId, row.Attempts + 1);
        }

        if (givesUp)
        {
            metrics.GivenUp(topic);
            DownlinkLog.GivenUp(logger, site, topic.Name, requestId);
        }

        if (!heard || ReferenceEquals(answer, ConfirmationSender.OwnClient))
        {
            return;
        }

        metrics.Confirmed(topic, value);
        if (answer.Outcome != AnswerOutcome.Accepted)
        {
            DownlinkLog.Refused(logger, site, topic.Name, requestId, answer.ResultCode ?? "none");
        }

        CountTime(row);
    }

    private void CountTime(DownlinkRow row)
    {
        var taken = time.GetUtcNow() - row.ReceivedAt;
        if (row.Sent is not null)
        {
            return;
        }

        metrics.TimeToConfirmation(row.Key.Topic, taken);
        if (taken > TimeLimit && !row.Key.Topic.Asks)
        {
            metrics.Late(row.Key.Topic);
            DownlinkLog.Late(logger, row.Key.Site.Value, row.Key.Topic.Name, row.Key.RequestId, taken.TotalSeconds);
        }
    }
}
