using System.Threading.Channels;

namespace HzFunctions.MqttBridge.Sessions;

/// <summary>
/// The messages of one connection between arrival and acknowledgement: at most so many, worked at side by side, acknowledged in the order
/// of their arrival as MQTT demands ([MQTT-4.6.0-2]), and none before its work is done.
/// </summary>
internal sealed class Flight(int limit, Action entered, Action left) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(limit);
    private readonly Channel<Passenger> _order = Channel.CreateUnbounded<Passenger>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Begins with a message as soon as there is room for it.</summary>
    public async Task TakeAsync(Func<Task> work, Func<Task> acknowledge, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        entered();
        if (!_order.Writer.TryWrite(new Passenger(work(), acknowledge)))
        {
            // The connection ends: unacknowledged, the message comes back with the next one.
            Leave();
        }
    }

    /// <summary>Takes no more; <see cref="AcknowledgeAsync"/> returns when the last is acknowledged.</summary>
    public void Close() => _order.Writer.TryComplete();

    /// <summary>Acknowledges one after the other. The first whose work fails ends this with its fault: it must come back, and in order.</summary>
    public async Task AcknowledgeAsync()
    {
        await foreach (var passenger in _order.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                await passenger.Work.ConfigureAwait(false);
                await passenger.Acknowledge().ConfigureAwait(false);
            }
            finally
            {
                Leave();
            }
        }
    }

    /// <summary>Waits for work that nobody acknowledges any more, however it ends.</summary>
    public async Task AbandonAsync()
    {
        Close();
        while (_order.Reader.TryRead(out var passenger))
        {
            await passenger.Work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Leave();
        }
    }

    public void Dispose() => _slots.Dispose();

    private void Leave()
    {
        left();
        _slots.Release();
    }

    private readonly record struct Passenger(Task Work, Func<Task> Acknowledge);
}
