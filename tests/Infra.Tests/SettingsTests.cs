using HzFunctions.Infra.Tests.Compiler;
using HzFunctions.Infra.Tests.Settings;
using Microsoft.Extensions.Options;

namespace HzFunctions.Infra.Tests;

/// <summary>The settings that the deployment gives are those that the code reads. What it reads is found by having it read.</summary>
public sealed class SettingsTests
{
    /// <summary>Read by the Functions host or by the platform, and by no code of ours.</summary>
    private static readonly string[] ReadByTheHost =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "AzureFunctionsJobHost:extensions:http:maxConcurrentRequests",
        "AzureWebJobsStorage:credential",
        "FUNCTIONS_EXTENSION_VERSION",
        "ServiceBus:clientId",
        "ServiceBus:credential",
        "ServiceBus:fullyQualifiedNamespace",
        "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING",
        "WEBSITE_CONTENTSHARE",
    ];

    /// <summary>Given by the Functions host to the process that it starts.</summary>
    private static readonly string[] GivenByTheHost = ["FUNCTIONS_CUSTOMHANDLER_PORT", "FUNCTIONS_WORKER_RUNTIME"];

    public static TheoryData<string, string> Programs => new(
        from snapshot in Snapshot.Names from program in Enum.GetNames<Workload>() select (snapshot, program));

    [Theory]
    [MemberData(nameof(Programs))]
    public void Each_setting_that_is_set_is_read(string snapshot, string program)
    {
        using var running = Run(snapshot, program, out var settings);
        running.Start();
        var known = running.Read.Concat(program == nameof(Workload.Handler) ? ReadByTheHost : []).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.NotEmpty(settings);
        Assert.All(settings.Keys.Select(RecordedConfiguration.NameInCode), name => Assert.Contains(name, known));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Each_setting_that_is_read_is_set_or_has_a_default_with_which_the_program_starts(string snapshot, string program)
    {
        using var running = Run(snapshot, program, out _);

        running.Start();
    }

    [Theory]
    [InlineData(nameof(Workload.Handler))]
    [InlineData(nameof(Workload.Bridge))]
    public void Without_an_address_of_the_storage_neither_program_would_start(string program)
    {
        var settings = DeployedSettings.Of(Snapshot.Flex, Enum.Parse<Workload>(program));
        var addresses = settings.Keys.Where(name => name.EndsWith("ServiceUri", StringComparison.Ordinal)).ToList();

        Assert.Equal(3, addresses.Count);
        foreach (var missing in addresses)
        {
            using var running = new ProgramUnderTest(Enum.Parse<Workload>(program), settings.Where(setting => setting.Key != missing).ToDictionary());
            Assert.Contains(missing.Split("__")[1], Assert.Throws<OptionsValidationException>(running.Start).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_said_to_be_read_by_the_host_is_set_somewhere_and_not_read_by_the_handler()
    {
        var set = Snapshot.Names.SelectMany(name => DeployedSettings.Of(name, Workload.Handler).Keys).Select(RecordedConfiguration.NameInCode).ToHashSet();
        using var running = Run(Snapshot.Premium, nameof(Workload.Handler), out _);
        running.Start();

        Assert.All(ReadByTheHost, name => Assert.Contains(name, set));
        Assert.Empty(ReadByTheHost.Intersect(running.Read, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Reading_is_seen_down_to_the_last_section()
    {
        using var handler = Run(Snapshot.Flex, nameof(Workload.Handler), out _);
        using var bridge = Run(Snapshot.Flex, nameof(Workload.Bridge), out _);
        handler.Start();
        bridge.Start();

        Assert.Superset(new HashSet<string> { "AzureWebJobsStorage:TableServiceUri", "Retention:PhotoDays", "Webhooks:AllowedPorts" }, handler.Read.ToHashSet());
        Assert.Superset(GivenByTheHost.ToHashSet(), handler.Read.ToHashSet());
        Assert.Superset(new HashSet<string> { "AzureWebJobsStorage:ClientId", "Bridge:TrustedCertificatesFile" }, bridge.Read.ToHashSet());
    }

    private static ProgramUnderTest Run(string snapshot, string program, out IReadOnlyDictionary<string, string> settings)
    {
        settings = DeployedSettings.Of(snapshot, Enum.Parse<Workload>(program));
        var certificates = settings.GetValueOrDefault("Bridge__TrustedCertificatesFile");
        return new ProgramUnderTest(Enum.Parse<Workload>(program), certificates is null ? settings : WithAFile(settings));
    }

    // The container has the vault's secret there.
    private static Dictionary<string, string> WithAFile(IReadOnlyDictionary<string, string> settings) =>
        new(settings) { ["Bridge__TrustedCertificatesFile"] = Repository.At("README.md") };
}
