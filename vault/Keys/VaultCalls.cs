using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.Vault.Keys;

/// <summary>
/// Calls of the vault's REST interface for keys. So many at a time; a 429 stops them all for as long as its Retry-After says; what fails
/// passingly is tried again, until the caller gives up or half a minute is over.
/// </summary>
internal sealed class VaultCalls(HttpPipeline pipeline, Uri vault, int callsAtOnce, VaultMetrics? metrics, TimeProvider time, Random chance) : IDisposable
{
    /// <summary>The version of the interface.</summary>
    public const string ApiVersion = "7.6";

    /// <summary>How long a call is tried when its caller has no limit of its own.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int TooManyRequests = 429;
    private const int RequestTimeout = 408;
    private const int FirstServerError = 500;

    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(4);

    private readonly SemaphoreSlim _places = new(callsAtOnce, callsAtOnce);
    private long _closedUntil = time.GetTimestamp();

    /// <summary>Reads what a path has, <c>/keys/…</c>, or what a link of an answer leads to.</summary>
    /// <exception cref="InvalidKeyException">The vault refuses.</exception>
    /// <exception cref="KeyUnavailableException">It does not answer in time.</exception>
    public Task<ReadOnlyMemory<byte>> GetAsync(Uri address, CancellationToken cancellationToken) =>
        SendAsync(RequestMethod.Get, address, content: null, cancellationToken);

    /// <inheritdoc cref="GetAsync"/>
    public Task<ReadOnlyMemory<byte>> PostAsync(Uri address, ReadOnlyMemory<byte> json, CancellationToken cancellationToken) =>
        SendAsync(RequestMethod.Post, address, json, cancellationToken);

    /// <summary>The address of a path.</summary>
    public Uri AddressOf(string path) => new(vault, $"{path}?api-version={ApiVersion}");

    /// <summary>The address that an answer leads to.</summary>
    /// <exception cref="InvalidKeyException">It leads away from the vault, where our token has no business.</exception>
    public Uri AddressOfLink(string link) => Uri.TryCreate(link, UriKind.Absolute, out var address) && vault.IsBaseOf(address)
        ? address
        : throw new InvalidKeyException("The vault refers to another place than itself.");

    public void Dispose() => _places.Dispose();

    private async Task<ReadOnlyMemory<byte>> SendAsync(
        RequestMethod method, Uri address, ReadOnlyMemory<byte>? content, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            await UntilOpenAsync(cancellationToken);
            var answer = await TryAsync(method, address, content, cancellationToken);
            if (answer.Content is { } body)
            {
                return body;
            }

            var wait = answer.RetryAfter ?? BackOffAfter(attempt);
            if (time.GetElapsedTime(started) + wait > Patience)
            {
                throw new KeyUnavailableException($"The vault cannot be used at present: {answer.Fault}.");
            }

            if (answer.IsThrottled)
            {
                metrics?.Throttled();
                CloseFor(wait);
            }
            else
            {
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }

    private async Task<Answer> TryAsync(RequestMethod method, Uri address, ReadOnlyMemory<byte>? content, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            using var message = pipeline.CreateMessage();
            message.Request.Method = method;
            message.Request.Uri.Reset(address);
            message.Request.Headers.Add(HttpHeader.Names.Accept, "application/json");
            if (content is { } json)
            {
                message.Request.Content = RequestContent.Create(json);
                message.Request.Headers.Add(HttpHeader.Names.ContentType, "application/json");
            }

            await pipeline.SendAsync(message, cancellationToken);
            return Read(message.Response);
        }
        catch (AuthenticationFailedException fault)
        {
            throw new KeyUnavailableException("No token for the vault can be had: is the identity (AZURE_CLIENT_ID) assigned?", fault);
        }
        catch (Exception fault) when (IsPassing(fault) && !cancellationToken.IsCancellationRequested)
        {
            return new Answer(null, null, IsThrottled: false, "it does not answer");
        }
        finally
        {
            _places.Release();
        }
    }

    private Answer Read(Response response) => response.Status switch
    {
        200 => new Answer(response.Content.ToMemory(), null, false, null),
        TooManyRequests => new Answer(null, RetryAfterOf(response) ?? FirstBackOff * 4, true, "it answers 429, too many requests"),
        RequestTimeout or >= FirstServerError => new Answer(null, RetryAfterOf(response), false, $"it answers {response.Status}"),
        _ => throw new VaultRefusalException(response.Status, VaultKeyJson.ReadErrorCode(response.Content)),
    };

    private TimeSpan? RetryAfterOf(Response response)
    {
        if (!response.Headers.TryGetValue("Retry-After", out var text))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at > time.GetUtcNow() ? at - time.GetUtcNow()
            : null;
    }

    private TimeSpan BackOffAfter(int attempt)
    {
        var longest = FirstBackOff * Math.Pow(2, attempt - 1);
        return (longest < LongestBackOff ? longest : LongestBackOff) * (0.5 + (0.5 * chance.NextDouble()));
    }

    private void CloseFor(TimeSpan wait)
    {
        var until = time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);
        for (var known = Interlocked.Read(ref _closedUntil); known < until;)
        {
            known = Interlocked.CompareExchange(ref _closedUntil, until, known);
        }
    }

    private async Task UntilOpenAsync(CancellationToken cancellationToken)
    {
        while (time.GetElapsedTime(time.GetTimestamp(), Interlocked.Read(ref _closedUntil)) is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellationToken);
        }
    }

    private static bool IsPassing(Exception fault) => fault is RequestFailedException or IOException or OperationCanceledException or AggregateException;

    private readonly record struct Answer(ReadOnlyMemory<byte>? Content, TimeSpan? RetryAfter, bool IsThrottled, string? Fault);
}
