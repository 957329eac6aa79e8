namespace HzFunctions.DurableHandler.Control;

/// <summary>A folder through which a test sees where the handler is, and holds it there.</summary>
internal sealed class ControlFolder(string path)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>Says that a place was reached.</summary>
    public void Note(string place) => File.WriteAllText(Path.Combine(path, $"{place}.reached"), string.Empty);

    /// <summary>Whether a place was reached before.</summary>
    public bool IsNoted(string place) => File.Exists(Path.Combine(path, $"{place}.reached"));

    /// <summary>Whether the test lets go on from a place.</summary>
    public bool IsOpen(string place) => File.Exists(Path.Combine(path, $"{place}.open"));

    /// <summary>Waits until the test lets go on.</summary>
    public async Task PassAsync(string place, CancellationToken cancellationToken)
    {
        Note(place);
        while (!IsOpen(place))
        {
            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Waits as <see cref="PassAsync"/> does, and lets nobody else run meanwhile.</summary>
    public void PassBlocking(string place)
    {
        Note(place);
        SpinWait.SpinUntil(() => IsOpen(place));
    }
}
