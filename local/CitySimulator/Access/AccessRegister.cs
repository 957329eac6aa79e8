using System.Text.Json;
using System.Text.Json.Serialization;

namespace HzFunctions.Local.CitySimulator.Access;

/// <summary>
/// The accesses that the city brain has issued, read from a file that whoever sets up the city writes. A change of the file is seen
/// with the next request.
/// </summary>
internal sealed class AccessRegister(string path)
{
    internal static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        WriteIndented = true,
    };

    private readonly Lock _gate = new();
    private Dictionary<string, KnownAccess> _known = [];
    private DateTime _readOf;

    public KnownAccess? Find(string accessID)
    {
        lock (_gate)
        {
            var written = File.GetLastWriteTimeUtc(path);
            if (written != _readOf && File.Exists(path))
            {
                _known = Read(path).ToDictionary(entry => entry.AccessID, entry => new KnownAccess(entry), StringComparer.Ordinal);
                _readOf = written;
            }

            return _known.GetValueOrDefault(accessID);
        }
    }

    public static IReadOnlyList<AccessEntry> Read(string path) =>
        JsonSerializer.Deserialize<List<AccessEntry>>(File.ReadAllText(path), Format) ?? [];

    /// <summary>Replaces the file in one step, so that it is never seen half written.</summary>
    public static void Write(string path, IEnumerable<AccessEntry> entries)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(entries, Format));
        File.Move(path + ".new", path, overwrite: true);
    }
}
