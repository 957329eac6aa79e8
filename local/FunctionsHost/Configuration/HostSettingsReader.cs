using System.Text.RegularExpressions;

namespace HzFunctions.Local.FunctionsHost.Configuration;

/// <summary>Reads host.json, each key of which a setting may override (<c>AzureFunctionsJobHost__queues__batchSize</c>).</summary>
internal sealed partial class HostSettingsReader(string scriptRoot, AppSettings settings)
{
    private const string OverridePrefix = "AzureFunctionsJobHost__";

    private readonly List<string> _problems = [];

    /// <summary>host.json with its overrides, for whoever reads a section of it (logging).</summary>
    public IConfiguration Load()
    {
        var file = Path.Combine(scriptRoot, "host.json");
        if (!File.Exists(file))
        {
            throw new HostConfigurationException($"There is no host.json in {scriptRoot}: this is not a script root.");
        }

        var overrides = settings.All
            .Where(pair => pair.Key.StartsWith(OverridePrefix, StringComparison.OrdinalIgnoreCase))
            .Select(pair => KeyValuePair.Create(pair.Key[OverridePrefix.Length..].Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value));
        try
        {
            return new ConfigurationBuilder().AddJsonFile(file).AddInMemoryCollection(overrides).Build();
        }
        catch (InvalidDataException error)
        {
            throw new HostConfigurationException($"host.json is not JSON: {error.InnerException?.Message ?? error.Message}");
        }
    }

    /// <summary>Every key that this host knows.</summary>
    /// <exception cref="HostConfigurationException">A value is missing or wrong.</exception>
    public HostSettings Read(IConfiguration configuration)
    {
        var reader = new SettingReader(configuration, _problems);
        Refuse(configuration, "configurationProfile");
        Refuse(configuration, "customHandler:http:routes");
        var read = new HostSettings
        {
            ScriptRoot = scriptRoot,
            FunctionTimeout = FunctionTimeout(reader),
            RoutePrefix = (reader.Text("extensions:http:routePrefix") ?? "api").Trim('/'),
            CustomHandler = CustomHandler(reader),
            Queues = Queues(reader),
            Durable = Durable(reader),
        };
        return _problems.Count == 0 ? read : throw new HostConfigurationException(_problems);
    }

    private static TimeSpan? FunctionTimeout(SettingReader reader) =>
        reader.Text("functionTimeout") is "-1" or "-1.00:00:00" or "-00:00:01"
            ? null
            : reader.Duration("functionTimeout", TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(1));

    private static QueueSettings Queues(SettingReader reader)
    {
        const string section = "extensions:queues:";
        var batchSize = reader.Number(section + "batchSize", 16, 1, QueueSettings.LargestBatch);
        var encoding = reader.Text(section + "messageEncoding") ?? "base64";
        if (!encoding.Equals("none", StringComparison.OrdinalIgnoreCase) && !encoding.Equals("base64", StringComparison.OrdinalIgnoreCase))
        {
            reader.Report(section + "messageEncoding", encoding, "none or base64");
        }

        return new QueueSettings
        {
            BatchSize = batchSize,
            NewBatchThreshold = reader.Number(section + "newBatchThreshold", batchSize / 2 * Environment.ProcessorCount, 0, int.MaxValue),
            MaxDequeueCount = reader.Number(section + "maxDequeueCount", 5, 1, int.MaxValue),
            VisibilityTimeout = reader.Duration(section + "visibilityTimeout", TimeSpan.Zero, TimeSpan.Zero),
            MaxPollingInterval = reader.Duration(section + "maxPollingInterval", TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(100)),
            IsBase64 = encoding.Equals("base64", StringComparison.OrdinalIgnoreCase),
        };
    }

    private DurableSettings Durable(SettingReader reader)
    {
        const string section = "extensions:durableTask:";
        const string storage = section + "storageProvider:";
        var hubName = settings.ExpandOrRemove(reader.Text(section + "hubName") ?? settings.Find("WEBSITE_SITE_NAME") ?? "TestHubName");
        if (!HubName().IsMatch(hubName))
        {
            reader.Report(section + "hubName", hubName, "a letter and 2 to 44 letters or digits");
        }

        if (reader.Text(storage + "type") is { } type && !type.Equals("AzureStorage", StringComparison.OrdinalIgnoreCase))
        {
            reader.Report(storage + "type", type, "AzureStorage, the one storage provider of the local host");
        }

        var perDefault = 10 * Environment.ProcessorCount;
        return new DurableSettings
        {
            HubName = hubName,
            ConnectionName = reader.Text(storage + "connectionName") ?? reader.Text(storage + "connectionStringName") ?? "AzureWebJobsStorage",
            MaxConcurrentActivities = reader.Number(section + "maxConcurrentActivityFunctions", perDefault, 1, int.MaxValue),
            MaxConcurrentOrchestrators = reader.Number(section + "maxConcurrentOrchestratorFunctions", perDefault, 1, int.MaxValue),
        };
    }

    private CustomHandlerSettings CustomHandler(SettingReader reader)
    {
        const string section = "customHandler:";
        const string description = section + "description:";
        var workerDirectory = Path.Combine(scriptRoot, reader.Text(description + "workerDirectory") ?? "");
        var port = reader.Number(section + "port", 0, 0, ushort.MaxValue);
        return new CustomHandlerSettings
        {
            Executable = Executable(reader.Text(description + "defaultExecutablePath"), workerDirectory),
            Arguments = Arguments(reader, description),
            WorkingDirectory = Path.Combine(scriptRoot, reader.Text(description + "workingDirectory") ?? ""),
            StandardErrorIsError = reader.Flag(description + "useStdErrorStreamForErrorsOnly", otherwise: true),
            ForwardsHttp = reader.Flag(section + "enableForwardingHttpRequest", otherwise: false),
            ProxiesHttp = reader.Flag(section + "enableProxyingHttpRequest", otherwise: false),
            Port = port == 0 ? null : port,
            InitializationTimeout = reader.Duration(section + "initializationTimeout", TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(1)),
        };
    }

    private string Executable(string? path, string workerDirectory)
    {
        if (string.IsNullOrEmpty(path))
        {
            _problems.Add("host.json: customHandler.description.defaultExecutablePath is missing.");
            return "";
        }

        var expanded = settings.ExpandOrRemove(path);
        var inWorkerDirectory = Path.GetFullPath(Path.Combine(workerDirectory, expanded));
        return File.Exists(inWorkerDirectory) ? inWorkerDirectory : expanded;
    }

    private string Arguments(SettingReader reader, string description)
    {
        List<string> parts = [.. reader.Texts(description + "arguments").Select(settings.ExpandOrRemove)];
        if (reader.Text(description + "defaultWorkerPath") is { Length: > 0 } workerPath)
        {
            parts.Add($"\"{settings.ExpandOrRemove(workerPath)}\"");
        }

        parts.AddRange(reader.Texts(description + "workerArguments"));
        return string.Join(' ', parts);
    }

    private void Refuse(IConfiguration configuration, string key)
    {
        if (configuration.GetSection(key).Exists())
        {
            _problems.Add($"host.json: {key} is not supported by the local host.");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9]{2,44}\z")]
    private static partial Regex HubName();
}
