using System.Diagnostics.Metrics;
using System.Reflection;
using HzFunctions.Functions;
using HzFunctions.Infra.Tests.Compiler;
using HzFunctions.Infra.Tests.Settings;
using HzFunctions.MqttBridge;

namespace HzFunctions.Infra.Tests.Telemetry;

/// <summary>The names of the metrics that the two programs emit, found by having every class that makes some make them.</summary>
internal static class EmittedMetrics
{
    public static IReadOnlySet<string> Names()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        Add(names, Workload.Handler, typeof(HandlerServices).Assembly);
        Add(names, Workload.Bridge, typeof(BridgeServices).Assembly);
        return names;
    }

    private static void Add(HashSet<string> names, Workload program, Assembly assembly)
    {
        using var running = new ProgramUnderTest(program, DeployedSettings.Of(Snapshot.Flex, program));
        var factory = running.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Scope == factory)
            {
                names.Add(instrument.Name);
            }
        };
        listener.Start();
        foreach (var type in assembly.GetTypes().Where(MakesMetrics))
        {
            ActivatorUtilities.CreateInstance(running.Services, type);
        }
    }

    private static bool MakesMetrics(Type type) => type is { IsClass: true, IsAbstract: false }
        && type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(IMeterFactory)));
}
