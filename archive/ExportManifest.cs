using System.Text.Json.Serialization;

namespace HzFunctions.Archive;

/// <summary>What an export is made of (<c>{name}/manifest.json</c>). It is written last: an export without one is not complete.</summary>
/// <param name="Version">1.</param>
/// <param name="StartedAt">When it was begun.</param>
/// <param name="CompletedAt">When it was complete.</param>
/// <param name="Parts">Its files, in the order in which they are read.</param>
public sealed record ExportManifest(int Version, DateTimeOffset StartedAt, DateTimeOffset CompletedAt, IReadOnlyList<ExportPart> Parts)
{
    /// <summary>The version that is written and read.</summary>
    public const int CurrentVersion = 1;
}

/// <summary>One file: rows of one table, a line each, compressed (gzip).</summary>
/// <param name="Table">The table.</param>
/// <param name="Blob">The file.</param>
/// <param name="Rows">How many rows it has.</param>
public sealed record ExportPart(string Table, string Blob, long Rows);

/// <summary>How far an export has come (<c>{name}/progress.json</c>).</summary>
internal sealed record ExportProgress(DateTimeOffset StartedAt, int Table, string? Continuation, IReadOnlyList<ExportPart> Parts);

/// <summary>Source-generated serialization.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ExportManifest))]
[JsonSerializable(typeof(ExportProgress))]
internal sealed partial class ArchiveJson : JsonSerializerContext;
