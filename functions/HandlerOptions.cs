using HzFunctions.Functions.Billing;
using HzFunctions.Functions.CityBrainGateway;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.Heartbeats;
using HzFunctions.Functions.Operations;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Functions.Retention;
using HzFunctions.Functions.Uplink;
using HzFunctions.Functions.Webhooks;
using HzFunctions.Storage;
using HzFunctions.Vault;
using Microsoft.Extensions.Options;

namespace HzFunctions.Functions;

/// <summary>Binds the app settings and checks them at start-up.</summary>
internal static class HandlerOptions
{
    public static void AddHandlerOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection(StorageOptions.Setting))
            .Configure(options => options.ConnectionString = configuration[StorageOptions.Setting] ?? string.Empty)
            .ValidateOnStart();
        services.AddOptions<OperationsOptions>().Bind(configuration.GetSection("Operations")).ValidateOnStart();
        services.AddOptions<ForwardingOptions>().Bind(configuration.GetSection("Forwarding")).ValidateOnStart();
        services.AddOptions<DirectCallOptions>().Bind(configuration.GetSection("DirectCalls")).ValidateOnStart();
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection("Webhooks")).ValidateOnStart();
        services.AddOptions<HeartbeatOptions>().Bind(configuration.GetSection("Heartbeats")).ValidateOnStart();
        services.AddOptions<BillOptions>().Bind(configuration.GetSection("Bills")).ValidateOnStart();
        services.AddOptions<GuidanceOptions>().Bind(configuration.GetSection("Guidance")).ValidateOnStart();
        services.AddOptions<ReconciliationOptions>().Bind(configuration.GetSection("Reconciliation")).ValidateOnStart();
        services.AddOptions<RetentionOptions>().Bind(configuration.GetSection("Retention")).ValidateOnStart();
        services.AddOptions<RateLimitOptions>().Bind(configuration.GetSection("RateLimits")).ValidateOnStart();
        services.AddOptions<VaultOptions>()
            .Bind(configuration.GetSection("Vault"))
            .Configure(options => options.ClientId = configuration[VaultOptions.ClientIdSetting])
            .ValidateOnStart();

        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.AddSingleton<IValidateOptions<OperationsOptions>, OperationsOptionsValidator>();
        services.AddSingleton<IValidateOptions<ForwardingOptions>, ForwardingOptionsValidator>();
        services.AddSingleton<IValidateOptions<DirectCallOptions>, DirectCallOptionsValidator>();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        services.AddSingleton<IValidateOptions<HeartbeatOptions>, HeartbeatOptionsValidator>();
        services.AddSingleton<IValidateOptions<BillOptions>, BillOptionsValidator>();
        services.AddSingleton<IValidateOptions<GuidanceOptions>, GuidanceOptionsValidator>();
        services.AddSingleton<IValidateOptions<ReconciliationOptions>, ReconciliationOptionsValidator>();
        services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>();
        services.AddSingleton<IValidateOptions<RateLimitOptions>, RateLimitOptionsValidator>();
        services.AddSingleton<IValidateOptions<VaultOptions>, VaultOptionsValidator>();

        services.AddSingleton(provider => provider.GetRequiredService<IOptions<StorageOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<OperationsOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ForwardingOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<DirectCallOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<WebhookOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<HeartbeatOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<BillOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<GuidanceOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ReconciliationOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<RetentionOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<RateLimitOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<VaultOptions>>().Value);
    }
}

[OptionsValidator]
internal sealed partial class OperationsOptionsValidator : IValidateOptions<OperationsOptions>;

[OptionsValidator]
internal sealed partial class ForwardingOptionsValidator : IValidateOptions<ForwardingOptions>;

[OptionsValidator]
internal sealed partial class DirectCallOptionsValidator : IValidateOptions<DirectCallOptions>;

[OptionsValidator]
internal sealed partial class HeartbeatOptionsValidator : IValidateOptions<HeartbeatOptions>;

[OptionsValidator]
internal sealed partial class BillOptionsValidator : IValidateOptions<BillOptions>;

[OptionsValidator]
internal sealed partial class ReconciliationOptionsValidator : IValidateOptions<ReconciliationOptions>;

[OptionsValidator]
internal sealed partial class RetentionOptionsValidator : IValidateOptions<RetentionOptions>;

[OptionsValidator]
internal sealed partial class RateLimitOptionsValidator : IValidateOptions<RateLimitOptions>;
