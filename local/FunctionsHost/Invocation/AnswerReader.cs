using System.Net.Http.Headers;
using Newtonsoft.Json;

namespace HzFunctions.Local.FunctionsHost.Invocation;

/// <summary>Reads the response envelope, with everything that the real host is particular about.</summary>
internal static class AnswerReader
{
    private const int DeepestNesting = 256;
    private static readonly JsonSerializerSettings Defaults = new() { MaxDepth = DeepestNesting };

    /// <summary>What the handler gave.</summary>
    /// <exception cref="InvocationFailedException">The answer is no success, no JSON, or nothing at all.</exception>
    public static async Task<HandlerAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw new InvocationFailedException($"Response status code does not indicate success: {(int)response.StatusCode} ({response.ReasonPhrase}).")
            {
                Failure = InvocationFailure.Refused,
            };
        }

        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (text.Length > 0 && !IsJson(response.Content.Headers.ContentType))
        {
            var type = response.Content.Headers.ContentType;
            throw new InvocationFailedException($"The handler answered with content type '{type}'; the host reads only application/json and text/json.")
            {
                Answer = text,
            };
        }

        return Parse(text) ?? throw new InvocationFailedException(
            $"The handler answered {(int)response.StatusCode} with {(text.Length == 0 ? "an EMPTY BODY" : "the literal null")}. In Azure this invocation "
            + "would never complete: it hangs until functionTimeout, and then the handler is killed with everything in flight. Answer at least {}.");
    }

    private static bool IsJson(MediaTypeHeaderValue? type) =>
        type?.MediaType is { } name
        && (name.Equals("application/json", StringComparison.OrdinalIgnoreCase) || name.Equals("text/json", StringComparison.OrdinalIgnoreCase));

    private static HandlerAnswer? Parse(string text)
    {
        try
        {
            return JsonConvert.DeserializeObject<HandlerAnswer>(text, Defaults);
        }
        catch (JsonException error)
        {
            throw new InvocationFailedException($"The handler's answer cannot be read: {error.Message}", error) { Answer = text };
        }
    }
}
