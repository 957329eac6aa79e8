namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>The time of a world; it goes on only when the world says so. It is also the storage service's own clock.</summary>
internal sealed class WorldClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 5, 1, 0, 0, 0, 400, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.UtcTicks;

    /// <summary>The clock of a process, which is wrong by <paramref name="skew"/>.</summary>
    public TimeProvider OfProcess(TimeSpan skew) => new ProcessClock(this, skew);

    private sealed class ProcessClock(WorldClock world, TimeSpan skew) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => world.Now + skew;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => world.Now.UtcTicks;
    }
}
