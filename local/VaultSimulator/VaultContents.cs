using System.Globalization;
using System.Text.Json;

namespace HzFunctions.Local.VaultSimulator;

/// <summary>What is in the vault, by kind (keys, secrets) and name; in files, so that a vault that dies comes back with it.</summary>
internal sealed class VaultContents(string folder, TimeProvider time)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<StoredVersion>> _known = [];

    /// <summary>All versions of something, the oldest first; none: there is no such thing.</summary>
    public IReadOnlyList<StoredVersion> Versions(string kind, string name)
    {
        lock (_gate)
        {
            return [.. Of(kind, name)];
        }
    }

    public StoredVersion Add(string kind, string name, string value, DateTimeOffset? notBefore = null)
    {
        lock (_gate)
        {
            // The vault counts in seconds; two versions within one would have no order.
            var versions = Of(kind, name);
            var now = time.GetUtcNow();
            var created = versions.Count > 0 && now - versions[^1].Created < TimeSpan.FromSeconds(1) ? versions[^1].Created + TimeSpan.FromSeconds(1) : now;
            var version = new StoredVersion(Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture), value, created, NotBefore: notBefore);
            versions.Add(version);
            Save(kind, name, versions);
            return version;
        }
    }

    public void Disable(string kind, string name, string version)
    {
        lock (_gate)
        {
            var versions = Of(kind, name);
            var index = versions.FindIndex(candidate => candidate.Version == version);
            versions[index] = versions[index] with { Enabled = false };
            Save(kind, name, versions);
        }
    }

    public void Delete(string kind, string name)
    {
        lock (_gate)
        {
            _known[FileOf(kind, name)] = [];
            File.Delete(FileOf(kind, name));
        }
    }

    private List<StoredVersion> Of(string kind, string name)
    {
        var file = FileOf(kind, name);
        if (!_known.TryGetValue(file, out var versions))
        {
            versions = File.Exists(file) ? JsonSerializer.Deserialize<List<StoredVersion>>(File.ReadAllText(file), Format)! : [];
            _known[file] = versions;
        }

        return versions;
    }

    private void Save(string kind, string name, List<StoredVersion> versions) =>
        VaultFiles.Write(FileOf(kind, name), JsonSerializer.Serialize(versions, Format));

    private string FileOf(string kind, string name) => Path.Combine(folder, kind, $"{name.ToLowerInvariant()}.json");
}
