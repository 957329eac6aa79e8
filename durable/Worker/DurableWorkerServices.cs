using HzFunctions.Durable.Client;

namespace HzFunctions.Durable.Worker;

/// <summary>Adds a Durable worker to an application.</summary>
public static class DurableWorkerServices
{
    /// <summary>Adds orchestrators, activities and the client that starts them.</summary>
    public static IServiceCollection AddDurableWorker(this IServiceCollection services, Action<DurableWorkerBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new DurableWorkerBuilder(services);
        configure(builder);
        return services
            .AddSingleton(builder.Functions)
            .AddSingleton(new DurableJson(builder.Contexts))
            .AddSingleton<OrchestratorEndpoint>()
            .AddSingleton<ActivityEndpoint>()
            .AddSingleton(static provider => new DurableClients(
                provider.GetRequiredService<FunctionRegistry>(),
                provider.GetRequiredService<DurableJson>(),
                provider.GetService<TimeProvider>() ?? TimeProvider.System));
    }
}
