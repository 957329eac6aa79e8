using HzFunctions.Local.FunctionsHost.Configuration;

namespace HzFunctions.Local.FunctionsHost.Durable.Bindings;

/// <summary>Finds the function of an orchestrator or an activity: by its folder's name, or by the name that its trigger gives.</summary>
internal sealed class DurableFunctions(IReadOnlyList<FunctionDefinition> functions)
{
    public const string OrchestrationTrigger = "orchestrationTrigger";
    public const string ActivityTrigger = "activityTrigger";
    public const string DurableClient = "durableClient";

    private readonly ILookup<string, FunctionDefinition> _orchestrators = ByName(functions, OrchestrationTrigger);
    private readonly ILookup<string, FunctionDefinition> _activities = ByName(functions, ActivityTrigger);

    /// <summary>Whether any function needs the durable engine.</summary>
    public bool Exist => functions.Any(function => function.Bindings.Any(binding =>
        binding.Is(OrchestrationTrigger) || binding.Is(ActivityTrigger) || binding.Is(DurableClient)));

    public FunctionDefinition? FindOrchestrator(string name) => _orchestrators[name].FirstOrDefault();

    public FunctionDefinition? FindActivity(string name) => _activities[name].FirstOrDefault();

    /// <summary>The name by which a function is called.</summary>
    public static string NameOf(FunctionDefinition function)
    {
        var given = function.Trigger.Text(function.Trigger.Is(OrchestrationTrigger) ? "orchestration" : "activity");
        return string.IsNullOrEmpty(given) ? function.Name : given;
    }

    /// <summary>Whether another function is called by the same name.</summary>
    public bool IsAmbiguous(FunctionDefinition function)
    {
        var same = function.Trigger.Is(OrchestrationTrigger) ? _orchestrators : _activities;
        return same[NameOf(function)].Count() > 1;
    }

    private static ILookup<string, FunctionDefinition> ByName(IEnumerable<FunctionDefinition> functions, string trigger) =>
        functions.Where(function => function.Bindings.Count(binding => binding.IsTrigger) == 1 && function.Trigger.Is(trigger))
            .ToLookup(NameOf, StringComparer.Ordinal);
}
