using System.Security.Cryptography;
using System.Text;

namespace HzFunctions.Hz.Import;

/// <summary>A file to import, and what is written beside it.</summary>
internal sealed class ImportFiles
{
    private readonly string _file;

    private ImportFiles(string file, ImportProgress progress) => (_file, Progress) = (file, progress);

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
            File.OpenRead(file).Dispose();
            if (restart)
            {
                File.Delete(file + ".progress");
                File.Delete(file + ".rejected");
            }

            var files = new ImportFiles(file, ImportProgress.Read(file + ".progress"));
            files.RequireSameFile();
            return files;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new HzFault(ExitCode.Usage, $"{file}: cannot be read");
        }
    }

    /// <summary>The lines, counted from 1.</summary>
    public IEnumerable<(int Number, string Text)> Lines() => File.ReadLines(_file).Select((text, index) => (index + 1, text.Trim()));

    /// <summary>Keeps rejected lines: their number, a blank, the words. Before the progress: one may stand there twice, none is missing.</summary>
    public async Task RejectAsync(IEnumerable<(int Number, string Words)> lines)
    {
        var texts = lines.Select(line => $"{line.Number} {line.Words.ReplaceLineEndings(" ")}").ToList();
        if (texts.Count > 0)
        {
            await File.AppendAllLinesAsync(RejectedFile, texts);
        }
    }

    /// <summary>Keeps how far it has come.</summary>
    /// <param name="done">Lines that are done with.</param>
    /// <param name="rejected">Of those, the rejected.</param>
    /// <param name="last">The last line that is done with.</param>
    public ImportProgress Save(int done, int rejected, string last)
    {
        var progress = new ImportProgress(done, rejected, HashOf(last));
        progress.Write(ProgressFile);
        return progress;
    }

    private void RequireSameFile()
    {
        var last = Progress.Done == 0 ? null : Lines().ElementAtOrDefault(Progress.Done - 1).Text;
        if (Progress.Done > 0 && (last is null || HashOf(last) != Progress.LastHash))
        {
            throw new HzFault(ExitCode.Usage, $"{ProgressFile}: is of another file; --restart begins anew");
        }
    }

    private static string HashOf(string line) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
}
