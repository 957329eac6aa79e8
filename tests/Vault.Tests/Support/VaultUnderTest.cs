using System.Diagnostics.Metrics;
using HzFunctions.Local.VaultSimulator;
using HzFunctions.Vault.Keys;
using HzFunctions.Vault.Secrets;
using Microsoft.Extensions.Logging.Abstractions;

namespace HzFunctions.Vault.Tests.Support;

/// <summary>The simulator in this process, over real https, and clients of it whose clock is the test's.</summary>
internal sealed class VaultUnderTest : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hzfunctions-vault-").FullName;
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private VaultUnderTest() => Simulator = new VaultSimulatorServer(
        new VaultSimulatorOptions { StateFolder = _folder, IdentitySecret = SimulatorCredential.Secret }, TimeProvider.System);

    public VaultSimulatorServer Simulator { get; }

    /// <summary>The clients' clock. It stands still unless a test moves it.</summary>
    public WatchedTime Time { get; } = new(TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1));

    public static async Task<VaultUnderTest> StartAsync()
    {
        var vault = new VaultUnderTest();
        await vault.Simulator.StartAsync(TestContext.Current.CancellationToken);
        return vault;
    }

    public VaultOptions Options(int callsAtOnce = 32) => new()
    {
        Uri = Simulator.Address.ToString(),
        Scope = $"{VaultSimulatorOptions.Resource}/.default",
        TrustedCertificatesFile = VaultCertificate.FileIn(_folder),
        CallsAtOnce = callsAtOnce,
    };

    public VaultConnection Connect(VaultOptions? options = null) => new(options ?? Options(), new SimulatorCredential(Simulator));

    public VaultKeys Keys(VaultOptions? options = null) => new(
        Connect(options), new VaultMetrics(_services.GetRequiredService<IMeterFactory>()), Time, new Random(1), NullLogger<VaultKeys>.Instance);

    public VaultSecrets Secrets() => new(Connect(), Time, NullLogger<VaultSecrets>.Instance);

    public async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
