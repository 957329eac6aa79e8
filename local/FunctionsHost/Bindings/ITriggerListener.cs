namespace HzFunctions.Local.FunctionsHost.Bindings;

/// <summary>Starts one function whenever its trigger says so.</summary>
internal interface ITriggerListener
{
    /// <summary>Adds the endpoints by which the function is called from outside, if any.</summary>
    void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
    }

    /// <summary>Listens until cancelled. What goes wrong with one invocation never ends it.</summary>
    Task RunAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
