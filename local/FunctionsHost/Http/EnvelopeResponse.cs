using System.Globalization;
using System.Text;
using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.FunctionsHost.Invocation;
using Microsoft.Net.Http.Headers;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.FunctionsHost.Http;

/// <summary>The HTTP response that a function describes in its answer.</summary>
internal sealed class EnvelopeResponse(int statusCode, IReadOnlyList<KeyValuePair<string, string>> headers, string? body, bool isJson)
{
    private const string Json = "application/json; charset=utf-8";
    private const string PlainText = "text/plain; charset=utf-8";

    /// <exception cref="InvocationFailedException">The description is not one.</exception>
    public static EnvelopeResponse From(FunctionDefinition function, HandlerAnswer answer)
    {
        var output = function.Outputs.FirstOrDefault(binding => binding.Is("http"));
        var values = new OutputValues(function, answer);
        if (output is not null && values.Has(output))
        {
            return Described(values.For(output));
        }

        // The real host's own idea of a function that describes no response.
        return answer switch
        {
            { Outputs: not null } => new EnvelopeResponse(StatusCodes.Status200OK, [], "{}", isJson: true),
            { ReturnValue: { } returned } => WithBody(StatusCodes.Status200OK, [], returned),
            _ => new EnvelopeResponse(StatusCodes.Status204NoContent, [], body: null, isJson: false),
        };
    }

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = statusCode;
        foreach (var (name, value) in headers.Where(header => !header.Key.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase)))
        {
            response.Headers[name] = value;
        }

        if (body is null)
        {
            return;
        }

        response.ContentType = WithCharset(response.ContentType ?? (isJson ? Json : PlainText));
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), cancellationToken);
    }

    private static string WithCharset(string contentType) =>
        contentType.Contains("charset=", StringComparison.OrdinalIgnoreCase) ? contentType : contentType + "; charset=utf-8";

    private static EnvelopeResponse Described(object? value)
    {
        var described = value switch
        {
            JObject members => members,
            string text => ParseObject(text),
            _ => throw new InvocationFailedException("The http output is neither an object nor the text of one."),
        };
        var status = described.GetValue("statusCode", StringComparison.OrdinalIgnoreCase) is { } said ? ParseStatus(said) : StatusCodes.Status200OK;
        var headers = (described.GetValue("headers", StringComparison.OrdinalIgnoreCase) as JObject ?? []).Properties().Select(ParseHeader).ToList();
        return described.GetValue("body", StringComparison.OrdinalIgnoreCase) is { Type: not JTokenType.Null } body
            ? WithBody(status, headers, body)
            : new EnvelopeResponse(status, headers, body: null, isJson: false);
    }

    private static EnvelopeResponse WithBody(int status, IReadOnlyList<KeyValuePair<string, string>> headers, object body) => body switch
    {
        JContainer container => new EnvelopeResponse(status, headers, container.ToString(Formatting.Indented), isJson: true),
        JValue scalar => new EnvelopeResponse(status, headers, Print(scalar.Value), isJson: false),
        _ => new EnvelopeResponse(status, headers, Print(body), isJson: false),
    };

    private static KeyValuePair<string, string> ParseHeader(JProperty header) =>
        header.Value is JValue scalar
            ? KeyValuePair.Create(header.Name, Print(scalar.Value))
            : throw new InvocationFailedException($"The header '{header.Name}' is no single text.");

    private static int ParseStatus(JToken said) =>
        int.TryParse(Print((said as JValue)?.Value), NumberStyles.Integer, CultureInfo.InvariantCulture, out var status) && status is >= 100 and <= 999
            ? status
            : throw new InvocationFailedException("The statusCode of the http output is no status.");

    private static JObject ParseObject(string text)
    {
        try
        {
            return JObject.Parse(text);
        }
        catch (JsonReaderException error)
        {
            throw new InvocationFailedException("The http output is a text that is not that of an object.", error);
        }
    }

    private static string Print(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
