namespace HzFunctions.Local.CarParkSimulator.Traffic;

/// <summary>How the events of one car park have fared, earlier runs included.</summary>
internal sealed class SiteScore(int accepted, int refused)
{
    private int _accepted = accepted;
    private int _refused = refused;
    private int _waiting;

    public int Accepted => Volatile.Read(ref _accepted);

    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Sent, and not yet answered.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public void Send() => Interlocked.Increment(ref _waiting);

    public void Accept()
    {
        Interlocked.Decrement(ref _waiting);
        Interlocked.Increment(ref _accepted);
    }

    public void Refuse()
    {
        Interlocked.Decrement(ref _waiting);
        Interlocked.Increment(ref _refused);
    }
}
