using HzFunctions.Bench.Load;

namespace HzFunctions.Bench.ColdStarts;

/// <summary>The starts of one package under one condition.</summary>
internal sealed class StartSeries
{
    private readonly List<ColdStart> _starts = [];

    /// <summary>Times from the process's start to the first 200 on <c>GET /</c>.</summary>
    public Latencies FirstAnswer => new(_starts.Select(start => start.FirstAnswer));

    /// <summary>Times from the process's start to the first accepted car-in.</summary>
    public Latencies FirstCarIn => new(_starts.Select(start => start.FirstCarIn));

    /// <summary>What a start fetched from the disk at most, in bytes.</summary>
    public long FromDisk => _starts.Max(start => start.FromDisk);

    public void Add(ColdStart start) => _starts.Add(start);
}
