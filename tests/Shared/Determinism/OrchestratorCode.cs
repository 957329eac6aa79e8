using System.Reflection;
using System.Runtime.CompilerServices;
using HzFunctions.Durable;

namespace HzFunctions.Tests.Shared.Determinism;

/// <summary>Reads the compiled code of orchestrators, with all that they call in their own assembly.</summary>
internal static class OrchestratorCode
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The orchestrators of an assembly.</summary>
    public static IReadOnlyList<Type> In(Assembly assembly) =>
        [.. assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IOrchestrator).IsAssignableFrom(type))];

    /// <summary>What an orchestrator does that it must not, each as "where calls what"; empty when nothing.</summary>
    public static IReadOnlyList<string> Check(Type orchestrator)
    {
        var problems = new List<string>();
        var seen = new HashSet<MethodBase>(MethodsOf(orchestrator));
        var open = new Queue<MethodBase>(seen);
        while (open.TryDequeue(out var method))
        {
            foreach (var called in CalledMembers.Of(method))
            {
                if (ForbiddenCalls.Find(called) is { } forbidden)
                {
                    problems.Add($"{method.DeclaringType}.{method.Name} calls {forbidden}");
                }

                foreach (var own in OwnCode(called, orchestrator.Assembly).Where(seen.Add))
                {
                    open.Enqueue(own);
                }
            }
        }

        return problems;
    }

    // Lambdas, local functions and the state machines of async methods are nested types.
    private static IEnumerable<MethodBase> MethodsOf(Type type) =>
        [.. type.GetMembers(All).OfType<MethodBase>(), .. type.GetNestedTypes(All).SelectMany(MethodsOf)];

    private static IEnumerable<MethodBase> OwnCode(MethodBase called, Assembly assembly)
    {
        if (called.DeclaringType?.Assembly != assembly)
        {
            return [];
        }

        var machine = called.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType;
        return machine is null ? [called] : [called, .. MethodsOf(machine)];
    }
}
