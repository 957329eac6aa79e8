using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.CityBrain.Client;

/// <summary>Calls the city brain's interfaces (§2.1). One for the process; the connection pool is the <see cref="HttpClient"/>'s.</summary>
/// <param name="http">Made over <see cref="CityBrainHttp.CreateHandler"/>; its own time limit should be longer than any given here.</param>
/// <param name="time">Measures the time limit and the time that an answer took.</param>
public sealed class CityBrainClient(HttpClient http, TimeProvider time)
{
    /// <summary>The longest answer that is read, in bytes: downUID's 200,000 characters fit, whatever they are.</summary>
    public const int LongestAnswer = 1024 * 1024;

    private const string TooLate = "No answer in time.";

    /// <summary>
    /// Seals a request, posts it, and classifies what comes back. Nothing the other side does raises an exception; what a remote key raises,
    /// or that it takes too long, passes through, since it says nothing about the city brain.
    /// </summary>
    /// <param name="access">On whose behalf, and where.</param>
    /// <param name="definition">Which interface.</param>
    /// <param name="json">The plaintext <c>{"data":{…}}</c>, serialised by us (see <see cref="EnvelopeSealer"/>).</param>
    /// <param name="file">A photo in Base64, which goes beside the envelope, neither ciphered nor signed (§3.1.4); else null.</param>
    /// <param name="timeLimit">For sealing, sending and the whole answer.</param>
    /// <param name="cancellationToken">The caller's own.</param>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> is cancelled.</exception>
    /// <exception cref="KeyUnavailableException">The key is a remote one and has not sealed the request within the time limit.</exception>
    public async Task<CityBrainAnswer> SendAsync(
        AccessConnection access,
        InterfaceDefinition definition,
        string json,
        string? file,
        TimeSpan timeLimit,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(definition);

        var start = time.GetTimestamp();
        using var limit = new CancellationTokenSource(timeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var message = await SealAsync(access, json, either.Token, cancellationToken);
        AnswerReading reading;
        try
        {
            using var request = WireRequest.Create(access, definition, message, file);
            reading = await PostAsync(request, definition, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reading = AnswerReading.Nothing(TooLate);
        }

        return new CityBrainAnswer(reading.Outcome, reading.ResultCode, reading.Message, reading.Body, time.GetElapsedTime(start));
    }

    private static async ValueTask<SealedMessage> SealAsync(
        AccessConnection access, string json, CancellationToken withinLimit, CancellationToken cancellationToken)
    {
        try
        {
            var plaintext = access.Envelope.DataAsString ? DataMember.AsString(json) : json;
            return await EnvelopeSealer.SealAsync(plaintext, access.Key, access.Envelope, access.PlatformKey, withinLimit);
        }
        catch (OperationCanceledException late) when (withinLimit.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new KeyUnavailableException("The key has not sealed the request in time.", late);
        }
    }

    private async Task<AnswerReading> PostAsync(
        HttpRequestMessage request,
        InterfaceDefinition definition,
        CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (AnswerReader.IsOfAGateway(response.StatusCode))
            {
                return AnswerReading.Nothing($"HTTP {(int)response.StatusCode}");
            }

            await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return AnswerReader.Read(definition.Name, response.StatusCode, body);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The client's own time limit.
            return AnswerReading.Nothing(TooLate);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return AnswerReading.Nothing(Reason(exception));
        }
    }

    private static string Reason(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "The answer is too long.",
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var error } => $"No answer: {error}.",
        _ => "The connection broke.",
    };
}
