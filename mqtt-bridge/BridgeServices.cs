using Azure.Core;
using HzFunctions.MqttBridge.Directory;
using HzFunctions.MqttBridge.Envelopes;
using HzFunctions.MqttBridge.Leadership;
using HzFunctions.MqttBridge.Sessions;
using HzFunctions.MqttBridge.Storage;
using HzFunctions.MqttBridge.Telemetry;
using HzFunctions.Storage;
using HzFunctions.Vault;
using Microsoft.Extensions.Options;

namespace HzFunctions.MqttBridge;

/// <summary>What the bridge is made of.</summary>
internal static class BridgeServices
{
    // Enough for the connections to drain, to say goodbye and to give the lease back.
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan StorageCallLimit = TimeSpan.FromSeconds(5);

    public static void AddBridge(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddBridgeOptions(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(Random.Shared);
        services.AddSingleton<BridgeState>();
        services.AddSingleton<BridgeMetrics>();
        services.AddStorage();
        services.AddSessions();
        services.AddSingleton<ILeaderLease, BlobLeaderLease>();
        services.AddHostedService<BridgeWorker>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = StopsWithin);
    }

    private static void AddBridgeOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection(StorageOptions.Setting))
            .Configure(options => options.ConnectionString = configuration[StorageOptions.Setting] ?? string.Empty)
            .ValidateOnStart();
        services.AddOptions<BridgeOptions>().Bind(configuration.GetSection("Bridge")).ValidateOnStart();
        services.AddOptions<VaultOptions>()
            .Bind(configuration.GetSection("Vault"))
            .Configure(options => options.ClientId = configuration[VaultOptions.ClientIdSetting])
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<VaultOptions>, VaultOptionsValidator>();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.AddSingleton<IValidateOptions<BridgeOptions>, BridgeOptionsValidator>();
        services.AddSingleton<IValidateOptions<BridgeOptions>, TrustedCertificatesValidator>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<StorageOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<BridgeOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<VaultOptions>>().Value);
    }

    private static void AddStorage(this IServiceCollection services)
    {
        services.AddSingleton(provider => new StorageClients(provider.GetRequiredService<StorageOptions>(), TryOnce));
        services.AddSingleton<IDownlinkQueue, DownlinkQueue>();
        services.AddSingleton<IQuarantine, QuarantineBlobs>();
        services.AddSingleton<IAccessDirectory, AccessDirectory>();
        services.AddSingleton<ReturnQueue>();
    }

    // Whoever calls tries again, and knows how long it may.
    private static void TryOnce(RetryOptions retry)
    {
        retry.MaxRetries = 0;
        retry.NetworkTimeout = StorageCallLimit;
    }

    private static void AddSessions(this IServiceCollection services)
    {
        services.AddSingleton<StubbornWrite>();
        services.AddSingleton<InboundHandler>();
        services.AddVault();
        services.AddSingleton<SecretReferences>();
        services.AddSingleton<Examiners>();
        services.AddSingleton<MqttConnector>();
        services.AddSingleton<SessionFactory>();
        services.AddSingleton<IReturnedMessages, ReturnedMessages>();
        services.AddSingleton<Downlink>();
    }
}
