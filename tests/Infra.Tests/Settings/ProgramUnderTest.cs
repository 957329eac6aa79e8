using HzFunctions.Functions;
using HzFunctions.Functions.HostAdapter;
using HzFunctions.Infra.Tests.Compiler;
using HzFunctions.MqttBridge;
using Microsoft.Extensions.Options;

namespace HzFunctions.Infra.Tests.Settings;

/// <summary>The services of a program as it puts them together, with the settings that the deployment gives it.</summary>
internal sealed class ProgramUnderTest : IDisposable
{
    private static readonly Dictionary<string, string> GivenByTheHost = new() { ["FUNCTIONS_CUSTOMHANDLER_PORT"] = "7071", ["FUNCTIONS_WORKER_RUNTIME"] = "custom" };

    private readonly RecordedConfiguration _configuration;

    public ProgramUnderTest(Workload program, IReadOnlyDictionary<string, string> settings)
    {
        _configuration = new RecordedConfiguration(
            program == Workload.Handler ? settings.Concat(GivenByTheHost).DistinctBy(setting => setting.Key).ToDictionary() : settings);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton(_configuration.Configuration);
        if (program == Workload.Handler)
        {
            HostSettings.ReadPort(_configuration.Configuration);
            services.AddHandler(_configuration.Configuration);
        }
        else
        {
            services.AddBridge(_configuration.Configuration);
        }

        Services = services.BuildServiceProvider();
    }

    public ServiceProvider Services { get; }

    /// <summary>The names of the settings that were read.</summary>
    public IReadOnlySet<string> Read => _configuration.Read;

    /// <summary>Checks every setting, as at start-up.</summary>
    public void Start() => Services.GetRequiredService<IStartupValidator>().Validate();

    public void Dispose() => Services.Dispose();
}
