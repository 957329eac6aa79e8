using System.Text.Json;
using System.Text.Json.Nodes;

namespace HzFunctions.Hz.Import;

/// <summary>How far an import has come: the file <c>{file}.progress</c>. What is done with is either accepted or among the rejected.</summary>
/// <param name="Done">Lines that are done with.</param>
/// <param name="Rejected">Of those, the rejected.</param>
/// <param name="LastHash">SHA-256 of the last line that is done with: in another file there stands something else.</param>
internal sealed record ImportProgress(int Done, int Rejected, string LastHash)
{
    /// <summary>Nothing is done with.</summary>
    public static readonly ImportProgress None = new(0, 0, string.Empty);

    /// <summary>Reads how far an import has come.</summary>
    /// <exception cref="HzFault">The file is none of ours.</exception>
    public static ImportProgress Read(string path)
    {
        if (!File.Exists(path))
        {
            return None;
        }

        try
        {
            var json = JsonNode.Parse(File.ReadAllText(path))!;
            return new ImportProgress((int)json["done"]!, (int)json["rejected"]!, (string)json["last"]!);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new HzFault(ExitCode.Usage, $"{path}: cannot be read; --restart begins anew");
        }
    }

    /// <summary>Writes it in one step: whoever dies leaves the old or the new.</summary>
    public void Write(string path)
    {
        var draft = path + ".new";
        File.WriteAllText(draft, new JsonObject { ["done"] = Done, ["rejected"] = Rejected, ["last"] = LastHash }.ToPlainJson());
        File.Move(draft, path, overwrite: true);
    }
}
