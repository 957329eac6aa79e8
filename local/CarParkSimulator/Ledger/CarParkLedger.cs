using System.Collections.Concurrent;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CarParkSimulator.Ledger;

/// <summary>The ledger of all simulated car parks, kept over restarts.</summary>
internal sealed class CarParkLedger : IDisposable
{
    public const string FileName = "ledger.jsonl";

    private readonly JournalFile<LedgerLine> _file;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<(Site Site, string? Topic, string? RequestId, string? Fingerprint), bool> _delivered = new();

    public CarParkLedger(string folder, TimeProvider time)
    {
        _file = JournalFile<LedgerLine>.Open(Path.Combine(folder, FileName), out var earlier);
        _time = time;
        Earlier = earlier;
        foreach (var line in earlier)
        {
            Count(line);
        }

        Generation = earlier.Count(line => line.Event == LedgerEvent.Started) + 1;
        Write(new LedgerLine { Event = LedgerEvent.Started, At = time.GetUtcNow() });
    }

    /// <summary>What earlier runs of the simulator wrote.</summary>
    public IReadOnlyList<LedgerLine> Earlier { get; }

    /// <summary>The how manieth run of the simulator over this ledger this is.</summary>
    public int Generation { get; }

    /// <summary>How many messages of the city brain the car parks have; one that came twice is one.</summary>
    public int Delivered => _delivered.Count;

    public DateTimeOffset Now => _time.GetUtcNow();

    public static IReadOnlyList<LedgerLine> Read(string folder) => JournalFile<LedgerLine>.Read(Path.Combine(folder, FileName));

    public void Write(LedgerLine line)
    {
        _file.Append(line);
        Count(line);
    }

    public void Dispose() => _file.Dispose();

    private void Count(LedgerLine line)
    {
        if (line.Event == LedgerEvent.Delivered)
        {
            _delivered[(line.Site, line.Interface, line.RecordId, line.Fingerprint)] = true;
        }
    }
}
