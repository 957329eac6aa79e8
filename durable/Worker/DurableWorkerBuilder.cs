using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace HzFunctions.Durable.Worker;

/// <summary>Collects what a worker runs. Each name is that of a folder with a function.json.</summary>
public sealed class DurableWorkerBuilder
{
    private readonly IServiceCollection _services;

    internal DurableWorkerBuilder(IServiceCollection services) => _services = services;

    internal FunctionRegistry Functions { get; } = new();

    internal List<JsonSerializerContext> Contexts { get; } = [];

    /// <summary>Adds source-generated JSON for inputs, results, events and statuses.</summary>
    public DurableWorkerBuilder AddJson(JsonSerializerContext context)
    {
        Contexts.Add(context);
        return this;
    }

    /// <summary>Adds an orchestrator; it is made anew for every turn.</summary>
    /// <param name="name">Its function; null: the name of its class.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public DurableWorkerBuilder AddOrchestrator<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TOrchestrator>(string? name = null)
        where TOrchestrator : class, IOrchestrator
    {
        _services.AddTransient<TOrchestrator>();
        Functions.Add(Functions.Orchestrators, name ?? typeof(TOrchestrator).Name, static provider => provider.GetRequiredService<TOrchestrator>());
        return this;
    }

    /// <summary>Adds an activity; it is made anew for every run.</summary>
    /// <inheritdoc cref="AddOrchestrator{TOrchestrator}(string?)"/>
    public DurableWorkerBuilder AddActivity<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TActivity>(string? name = null)
        where TActivity : class, IActivity
    {
        _services.AddTransient<TActivity>();
        Functions.Add(Functions.Activities, name ?? typeof(TActivity).Name, static provider => provider.GetRequiredService<TActivity>());
        return this;
    }
}
