namespace HzFunctions.Local.CarParkSimulator.Downlinks;

/// <summary>
/// How promptly a car park's system answers: mostly at once, at times slowly, and once in a while it is away beyond the deadline. A prompt
/// one always answers at once.
/// </summary>
internal sealed class Temper(bool prompt, Random random, TimeProvider time)
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(17);

    /// <summary>Waits as long as this time it takes.</summary>
    public Task DawdleAsync(CancellationToken cancellation) => prompt ? Task.CompletedTask : random.Next(400) switch
    {
        0 => Task.Delay(Away, time, cancellation),
        < 20 => Task.Delay(TimeSpan.FromMilliseconds(200 + random.Next(800)), time, cancellation),
        _ => Task.CompletedTask,
    };
}
