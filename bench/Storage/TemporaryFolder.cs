namespace HzFunctions.Bench.Storage;

/// <summary>A folder that is removed in the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hzfunctions-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
