using HzFunctions.Local.FunctionsHost.Bindings;
using HzFunctions.Local.FunctionsHost.Configuration;

namespace HzFunctions.Local.FunctionsHost.Durable.Bindings;

/// <summary>The orchestrationTrigger or the activityTrigger. Its functions are called by the engine, never by a listener.</summary>
internal sealed class DurableTrigger(string type, DurableFunctions functions, AppSettings settings, DurableSettings durable) : ITriggerType
{
    public string Type => type;

    public IEnumerable<string> Check(FunctionDefinition function)
    {
        if (functions.IsAmbiguous(function))
        {
            yield return $"another function with an {type} has the name '{DurableFunctions.NameOf(function)}' too.";
        }

        if (function.Outputs.Any(output => output.Name == BindingDefinition.Return))
        {
            yield return "it has a $return output: what it returns would be taken for that and lost to the durable engine.";
        }

        foreach (var problem in DurableRequirements.Check(settings, durable))
        {
            yield return problem;
        }
    }

    public ITriggerListener CreateListener(FunctionDefinition function) => new Idle();

    private sealed class Idle : ITriggerListener;
}
