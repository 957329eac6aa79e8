using System.Collections.Concurrent;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.Functions.Forwarding;
using Polly;
using Polly.CircuitBreaker;

namespace HzFunctions.Functions.Uplink;

/// <summary>
/// Calls that a car waits for: questions and commands. Each access has a circuit breaker, so that a city brain that is away costs the
/// barrier one time limit and not one for every car.
/// </summary>
internal sealed class DirectCalls(
    AccessConnections connections, CityBrainClient client, CityBrainPulse pulse, DirectCallOptions options, TimeProvider time, ILogger<DirectCalls> logger) : IDirectCalls
{
    private static readonly CityBrainAnswer Open = Silence("the city brain does not answer at present");
    private static readonly CityBrainAnswer KeyUnusable = Silence("the key of the access cannot be used");

    private readonly ConcurrentDictionary<string, ResiliencePipeline<CityBrainAnswer>> _breakers = new(StringComparer.Ordinal);

    public TimeSpan TimeLimit => options.TimeLimit;

    public async Task<CityBrainAnswer> CallAsync(
        string accessId, InterfaceDefinition definition, string payload, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await connections.GetAsync(accessId, cancellationToken).ConfigureAwait(false);
            return await _breakers.GetOrAdd(accessId, NewBreaker).ExecuteAsync(
                async token =>
                {
                    var answer = await client.SendAsync(connection, definition, payload, null, options.TimeLimit, token).ConfigureAwait(false);
                    pulse.Note(accessId, answer.Outcome);
                    return answer;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (BrokenCircuitException)
        {
            return Open;
        }
        catch (InvalidKeyException fault)
        {
            ForwardingLog.KeyUnusable(logger, accessId, fault);
            return KeyUnusable;
        }
    }

    private static CityBrainAnswer Silence(string words) => new(AnswerOutcome.NothingAnswered, null, words, null, TimeSpan.Zero);

    private ResiliencePipeline<CityBrainAnswer> NewBreaker(string accessId) =>
        new ResiliencePipelineBuilder<CityBrainAnswer> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<CityBrainAnswer>
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result?.Outcome == AnswerOutcome.NothingAnswered),
                FailureRatio = 0.5,
                MinimumThroughput = 5,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(5),
            })
            .Build();
}
