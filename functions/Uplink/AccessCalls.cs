using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.Functions.Forwarding;

namespace HzFunctions.Functions.Uplink;

/// <summary>
/// Calls the city brain in the name of an access. A key that cannot be used is no fault of the record's nor of the city brain's; and what is refused is
/// tried once more where the access's key has another version, since the city brain may know us by that.
/// </summary>
internal sealed class AccessCalls(
    AccessConnections connections, CityBrainClient client, CityBrainPulse pulse, TimeProvider time, ILogger<AccessCalls> logger)
{
    /// <summary>Nothing was sent: the key of the access cannot be used.</summary>
    public static readonly CityBrainAnswer KeyUnusable =
        new(AnswerOutcome.NothingAnswered, null, "the key of the access cannot be used", null, TimeSpan.Zero);

    /// <summary>Calls an interface; loading the key, sealing and answering all fall within the time limit.</summary>
    public async Task<CityBrainAnswer> SendAsync(
        string accessId, InterfaceDefinition definition, string payload, string? file, TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var started = time.GetTimestamp();
        try
        {
            var connection = await connections.GetAsync(accessId, either.Token).ConfigureAwait(false);
            var answer = await SendAsync(connection).ConfigureAwait(false);
            if (answer.Outcome == AnswerOutcome.Refused)
            {
                answer = await SendAgainAsync(connection, answer, SendAsync, either.Token).ConfigureAwait(false);
            }

            pulse.Note(accessId, answer.Outcome);
            return answer;
        }
        catch (InvalidKeyException fault)
        {
            // The records are not to blame: they wait until the key can be used again, as they do for a city brain that is away.
            ForwardingLog.KeyUnusable(logger, accessId, fault);
            return KeyUnusable;
        }
        catch (OperationCanceledException late) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            ForwardingLog.KeyUnusable(logger, accessId, late);
            return KeyUnusable;
        }

        Task<CityBrainAnswer> SendAsync(AccessConnection connection)
        {
            var left = timeLimit - time.GetElapsedTime(started);
            return client.SendAsync(connection, definition, payload, file, left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken);
        }
    }

    private async Task<CityBrainAnswer> SendAgainAsync(
        AccessConnection refused, CityBrainAnswer refusal, Func<AccessConnection, Task<CityBrainAnswer>> send, CancellationToken cancellationToken)
    {
        if (await connections.OtherAsync(refused, cancellationToken).ConfigureAwait(false) is not { } other)
        {
            return refusal;
        }

        // Where that is refused too, it was not the key. Where nothing answers, nobody knows, and the record is sent again.
        var second = await send(other).ConfigureAwait(false);
        if (second.Outcome is AnswerOutcome.Refused)
        {
            return refusal;
        }

        if (second.Outcome is not AnswerOutcome.NothingAnswered)
        {
            await connections.PreferAsync(other, cancellationToken).ConfigureAwait(false);
            ForwardingLog.OtherKeyAccepted(logger, refused.AccessId, other.KeyVersion!);
        }

        return second;
    }
}
