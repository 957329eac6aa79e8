namespace HzFunctions.Functions.Downlinks;

/// <summary>What follows when a car park's time for a message is over: the city brain is told that it does not have it.</summary>
internal sealed class DeadlineDesk(Confirmations confirmations, ILogger<DeadlineDesk> logger)
{
    /// <summary>Asks for false, unless something is wanted already; says what is still to be said.</summary>
    /// <param name="key">The message.</param>
    /// <param name="receivedAt">The arrival that the time ran from: a later one has a deadline of its own.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task ExpireAsync(DownlinkKey key, DateTimeOffset receivedAt, CancellationToken cancellationToken) =>
        await confirmations.ApplyAsync(key, row => Change(row, receivedAt), cancellationToken).ConfigureAwait(false);

    private DownlinkChange Change(DownlinkRow row, DateTimeOffset receivedAt)
    {
        var change = new DownlinkChange();
        if (row.Wanted is null && row.ReceivedAt == receivedAt && !row.Key.Topic.IsOurs)
        {
            DownlinkLog.NotTaken(logger, row.Key.Site.Value, row.Key.Topic.Name, row.Key.RequestId);
            change.Set(DownlinkRow.Columns.Wanted, false);
        }

        return change;
    }
}
