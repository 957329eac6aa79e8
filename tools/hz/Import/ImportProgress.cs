using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HzFunctions.Hz.Import;

/// <summary>How far an import has come: the file <c>{file}.progress</c>. What is done with is either accepted or among the rejected.</summary>
/// <param name="Done">Lines that are done with.</param>
/// <param name="Rejected">Of those, the rejected.</param>
internal sealed record ImportProgress(int Done, int Rejected)
{
    private const int Fingerprinted = 64 * 1024;

    /// <summary>Reads how far an import of a file has come.</summary>
    /// <exception cref="HzFault">The progress is another file's.</exception>
    public static ImportProgress Read(string path, string fingerprint)
    {
        if (!File.Exists(path))
        {
            return new ImportProgress(0, 0);
        }

        try
        {
            var json = JsonNode.Parse(File.ReadAllText(path))!;
            return (string?)json["file"] == fingerprint
                ? new ImportProgress((int)json["done"]!, (int)json["rejected"]!)
                : throw new HzFault(ExitCode.Usage, $"{path}: is of another file; --restart begins anew");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new HzFault(ExitCode.Usage, $"{path}: cannot be read; --restart begins anew");
        }
    }

    /// <summary>What tells a file from others: its beginning. It may have grown since.</summary>
    public static string FingerprintOf(string file)
    {
        using var stream = File.OpenRead(file);
        var line = new StreamReader(stream).ReadLine() ?? string.Empty;
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(line[..Math.Min(line.Length, Fingerprinted)])));
    }

    /// <summary>Writes it in one step: whoever dies leaves the old or the new.</summary>
    public void Write(string path, string fingerprint)
    {
        var draft = path + ".new";
        File.WriteAllText(draft, new JsonObject { ["file"] = fingerprint, ["done"] = Done, ["rejected"] = Rejected }.ToPlainJson());
        File.Move(draft, path, overwrite: true);
    }
}
