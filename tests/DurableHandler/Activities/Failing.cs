using HzFunctions.Durable;
using HzFunctions.DurableHandler.Control;

namespace HzFunctions.DurableHandler.Activities;

/// <summary>Fails at its first two attempts.</summary>
internal sealed class Flaky(ControlFolder folder) : Activity<string, int>
{
    private const int Failures = 2;

    protected override Task<int> RunAsync(string input, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Failures; attempt++)
        {
            var place = $"{input}.attempt{attempt}";
            if (!folder.IsNoted(place))
            {
                folder.Note(place);
                throw new IOException($"attempt {attempt}");
            }
        }

        return Task.FromResult(Failures + 1);
    }
}

/// <summary>Fails, and would fail again.</summary>
internal sealed class Hopeless : Activity<string, int>
{
    protected override Task<int> RunAsync(string input, CancellationToken cancellationToken) => throw new NonRetriableException($"no {input}");
}
