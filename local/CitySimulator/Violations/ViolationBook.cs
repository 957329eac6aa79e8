using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Violations;

/// <summary>Every violation, kept over restarts: a client does not get away with one because the city's process died.</summary>
internal sealed class ViolationBook : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Violation> _all;
    private readonly JournalFile<Violation> _file;
    private readonly TimeProvider _time;

    public ViolationBook(string path, TimeProvider time)
    {
        _file = JournalFile<Violation>.Open(path, out var earlier);
        _all = [.. earlier];
        _time = time;
    }

    public IReadOnlyList<Violation> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _all];
            }
        }
    }

    public void Add(ViolationKind kind, string interfaceName, string? accessID, string? parkingCode, string reason)
    {
        var violation = new Violation(_time.GetUtcNow(), kind, interfaceName, accessID, parkingCode, reason);
        lock (_gate)
        {
            _file.Append(violation);
            _all.Add(violation);
        }
    }

    public void Dispose() => _file.Dispose();
}
