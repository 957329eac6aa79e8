namespace HzFunctions.Hz.Import;

/// <summary>A file to import, and what is written beside it.</summary>
internal sealed class ImportFiles
{
    private readonly string _file;
    private readonly string _fingerprint;

    private ImportFiles(string file, string fingerprint, ImportProgress progress) => (_file, _fingerprint, Progress) = (file, fingerprint, progress);

    /// <summary>How far earlier calls have come.</summary>
    public ImportProgress Progress { get; }

    /// <summary>The folder that photos are looked for in.</summary>
    public string Folder => Path.GetDirectoryName(Path.GetFullPath(_file))!;

    private string ProgressFile => _file + ".progress";

    private string RejectedFile => _file + ".rejected";

    /// <summary>Opens a file.</summary>
    /// <exception cref="HzFault">It cannot be read, or the progress beside it is another file's.</exception>
    public static ImportFiles Open(string file, bool restart)
    {
        try
        {
            var fingerprint = ImportProgress.FingerprintOf(file);
            if (restart)
            {
                File.Delete(file + ".progress");
                File.Delete(file + ".rejected");
            }

            return new ImportFiles(file, fingerprint, ImportProgress.Read(file + ".progress", fingerprint));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new HzFault(ExitCode.Usage, $"{file}: cannot be read");
        }
    }

    /// <summary>The lines, counted from 1.</summary>
    public IEnumerable<(int Number, string Text)> Lines() => File.ReadLines(_file).Select((text, index) => (index + 1, text.Trim()));

    /// <summary>Keeps rejected lines: their number, a blank, the words. Before the progress: one may stand there twice, none is missing.</summary>
    public Task RejectAsync(IEnumerable<(int Number, string Words)> lines) =>
        File.AppendAllLinesAsync(RejectedFile, lines.Select(line => $"{line.Number} {line.Words.ReplaceLineEndings(" ")}"));

    public void Save(ImportProgress progress) => progress.Write(ProgressFile, _fingerprint);
}
