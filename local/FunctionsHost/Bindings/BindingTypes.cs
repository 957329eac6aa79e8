using HzFunctions.Local.FunctionsHost.Configuration;

namespace HzFunctions.Local.FunctionsHost.Bindings;

/// <summary>The bindings that this host knows; everything else is refused by name.</summary>
internal sealed class BindingTypes(IReadOnlyList<ITriggerType> triggers, InputTypes inputs, OutputTypes outputs)
{
    /// <summary>The trigger type of a function that was checked.</summary>
    public ITriggerType TriggerOf(FunctionDefinition function) => triggers.Single(known => function.Trigger.Is(known.Type));

    /// <summary>What is wrong with the functions of a script root; each message names function and file.</summary>
    public IReadOnlyList<string> Check(IReadOnlyList<FunctionDefinition> functions) =>
        [.. functions.SelectMany(function => CheckOne(function).Select(problem => $"Function '{function.Name}' ({function.File}): {problem}"))];

    private IEnumerable<string> CheckOne(FunctionDefinition function)
    {
        var unknown = function.Bindings.Where(binding => !IsKnown(binding)).ToList();
        foreach (var binding in unknown)
        {
            yield return $"binding '{binding.Name}' has the type '{binding.Type}' with direction '{Direction(binding)}', which the local host does not know (it knows {Known()}).";
        }

        if (function.Bindings.Count(binding => binding.IsTrigger) != 1)
        {
            yield return "it must have exactly one trigger.";
        }
        else if (unknown.Count == 0)
        {
            var problems = TriggerOf(function).Check(function)
                .Concat(function.Inputs.SelectMany(input => inputs.Of(input).Check(input)))
                .Concat(function.Outputs.SelectMany(output => outputs.Of(output).Check(output)));
            foreach (var problem in problems)
            {
                yield return problem;
            }
        }
    }

    private bool IsKnown(BindingDefinition binding) =>
        binding.IsOutput ? outputs.Know(binding) : triggers.Any(known => binding.Is(known.Type)) || inputs.Know(binding);

    private static string Direction(BindingDefinition binding) => binding.IsOutput ? "out" : "in";

    private string Known() => string.Join(
        ", ", triggers.Select(known => known.Type).Concat(inputs.Types).Select(type => $"{type} in").Concat(outputs.Types.Select(type => $"{type} out")));
}
