namespace HzFunctions.Functions.Directory;

/// <summary>Paths of single interfaces, as one text, so that two entries with the same paths are equal: <c>{interface}={path}</c>, a line each.</summary>
internal readonly record struct PathBases(string Text)
{
    private const char Line = '\n';
    private const char Assigned = '=';

    public static PathBases Of(IReadOnlyDictionary<string, string> paths) =>
        new(string.Join(Line, paths.OrderBy(path => path.Key, StringComparer.Ordinal).Select(path => $"{path.Key}{Assigned}{path.Value}")));

    public IReadOnlyDictionary<string, string> ToDictionary() => Text
        .Split(Line, StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(Assigned, 2))
        .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
}
