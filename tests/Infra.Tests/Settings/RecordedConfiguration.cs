using System.Collections.Concurrent;

namespace HzFunctions.Infra.Tests.Settings;

/// <summary>Settings that note which are asked for.</summary>
internal sealed class RecordedConfiguration
{
    private readonly Recorder _recorder = new();

    public RecordedConfiguration(IReadOnlyDictionary<string, string> settings) => Configuration = new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(NameInCode(setting.Key), setting.Value)))
        .Add(_recorder)
        .Build();

    public IConfiguration Configuration { get; }

    /// <summary>The names of all settings that were asked for, as code writes them (<c>Section:Name</c>).</summary>
    public IReadOnlySet<string> Read => _recorder.Names.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of an environment variable, as code writes it.</summary>
    public static string NameInCode(string environmentVariable) => environmentVariable.Replace("__", ":", StringComparison.Ordinal);

    // It is asked first and knows nothing. Every section seems to hold something, so that binding asks for each of its settings.
    private sealed class Recorder : ConfigurationProvider, IConfigurationSource
    {
        public ConcurrentDictionary<string, bool> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override bool TryGet(string key, out string? value)
        {
            Names[key] = true;
            value = null;
            return false;
        }

        public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) => [.. earlierKeys, "Something"];
    }
}
