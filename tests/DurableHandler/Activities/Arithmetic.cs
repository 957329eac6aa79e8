using HzFunctions.Durable;

namespace HzFunctions.DurableHandler.Activities;

/// <summary>Adds one.</summary>
internal sealed class AddOne : Activity<int, int>
{
    protected override Task<int> RunAsync(int input, CancellationToken cancellationToken) => Task.FromResult(input + 1);
}

/// <summary>Multiplies a number by itself.</summary>
internal sealed class Square : Activity<int, int>
{
    protected override Task<int> RunAsync(int input, CancellationToken cancellationToken) => Task.FromResult(input * input);
}
