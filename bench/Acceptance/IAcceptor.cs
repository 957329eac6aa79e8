namespace HzFunctions.Bench.Acceptance;

/// <summary>Something that takes car-ins, in one way or another.</summary>
internal interface IAcceptor : IAsyncDisposable
{
    string Name { get; }

    /// <summary>The process that does the work.</summary>
    int ProcessId { get; }

    /// <summary>Takes the car-in with this number.</summary>
    Task AcceptAsync(int number, CancellationToken cancellationToken);
}
