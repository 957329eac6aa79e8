using HzFunctions.Local.FunctionsHost.Configuration;

namespace HzFunctions.Local.FunctionsHost.Bindings;

/// <summary>A kind of trigger that this host knows. A new kind is a new implementation, added in FunctionsHostServer.</summary>
internal interface ITriggerType
{
    /// <summary>Its name in a function.json, such as "queueTrigger".</summary>
    string Type { get; }

    /// <summary>What is wrong with the trigger of a function, each reason a sentence; empty when nothing is.</summary>
    IEnumerable<string> Check(FunctionDefinition function);

    /// <summary>Makes what starts the function.</summary>
    ITriggerListener CreateListener(FunctionDefinition function);
}
