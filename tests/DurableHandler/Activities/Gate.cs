using HzFunctions.Durable;
using HzFunctions.DurableHandler.Control;

namespace HzFunctions.DurableHandler.Activities;

/// <summary>An activity that runs until the test lets it end.</summary>
internal sealed class Gate(ControlFolder folder) : Activity<string, bool>
{
    protected override async Task<bool> RunAsync(string input, CancellationToken cancellationToken)
    {
        await folder.PassAsync(input, cancellationToken);
        return true;
    }
}
