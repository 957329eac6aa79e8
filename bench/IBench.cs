using HzFunctions.Bench.Reporting;

namespace HzFunctions.Bench;

/// <summary>One thing that is measured; its name is its sub-command.</summary>
internal interface IBench
{
    string Name { get; }

    Task<Finding> RunAsync(BenchRun run, CancellationToken cancellationToken);
}
