using System.Collections.Concurrent;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using Polly;
using Polly.CircuitBreaker;

namespace HzFunctions.Functions.Uplink;

/// <summary>
/// Calls that a car waits for: questions and commands. Each access has a circuit breaker, so that a city brain that is away costs the
/// barrier one time limit and not one for every car.
/// </summary>
internal sealed class DirectCalls(AccessCalls calls, DirectCallOptions options, TimeProvider time) : IDirectCalls
{
    private static readonly CityBrainAnswer Open =
        new(AnswerOutcome.NothingAnswered, null, "the city brain does not answer at present", null, TimeSpan.Zero);

    private readonly ConcurrentDictionary<string, ResiliencePipeline<CityBrainAnswer>> _breakers = new(StringComparer.Ordinal);

    public TimeSpan TimeLimit => options.TimeLimit;

    public async Task<CityBrainAnswer> CallAsync(
        string accessId, InterfaceDefinition definition, string payload, CancellationToken cancellationToken)
    {
        try
        {
            return await _breakers.GetOrAdd(accessId, NewBreaker).ExecuteAsync(
                async token => await calls.SendAsync(accessId, definition, payload, null, options.TimeLimit, token).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
        }
        catch (BrokenCircuitException)
        {
            return Open;
        }
    }

    private ResiliencePipeline<CityBrainAnswer> NewBreaker(string accessId) =>
        new ResiliencePipelineBuilder<CityBrainAnswer> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<CityBrainAnswer>
            {
                // A key that cannot be used says nothing about the city brain.
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Result is { Outcome: AnswerOutcome.NothingAnswered } answer && !ReferenceEquals(answer, AccessCalls.KeyUnusable)),
                FailureRatio = 0.5,
                MinimumThroughput = 5,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(5),
            })
            .Build();
}
