using System.Globalization;
using HzFunctions.Local.FunctionsHost.Invocation;
using Microsoft.AspNetCore.Http.Extensions;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.FunctionsHost.Http;

/// <summary>An HTTP request as the envelope shows it.</summary>
internal static class EnvelopeRequest
{
    public static async Task<InvocationInput> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        var routeValues = new JObject(request.RouteValues.Select(pair => new JProperty(pair.Key, Text(pair.Value))));
        var shown = new JObject
        {
            ["Url"] = request.GetDisplayUrl(),
            ["Method"] = request.Method,
            ["Query"] = new JObject(request.Query.Select(pair => new JProperty(pair.Key, string.Join(',', pair.Value.AsEnumerable())))),
            ["Headers"] = new JObject(request.Headers.Select(pair => new JProperty(pair.Key, new JArray(pair.Value.AsEnumerable())))),
            ["Params"] = routeValues,
            ["Identities"] = new JArray(),
        };
        var data = new BindingData
        {
            ["Query"] = new JObject(request.Query.Select(pair => new JProperty(pair.Key, pair.Value[^1]))),
            ["Headers"] = new JObject(request.Headers.Select(pair => new JProperty(pair.Key, pair.Value.ToString()))),
        };
        foreach (var (name, values) in request.Query)
        {
            data[name] = values[^1];
        }

        // Without a Content-Length the host takes the request to be empty.
        if (request.ContentLength > 0)
        {
            var body = new byte[request.ContentLength.Value];
            await request.Body.ReadExactlyAsync(body, context.RequestAborted);
            var text = System.Text.Encoding.UTF8.GetString(body);
            shown["Body"] = IsBinary(request.ContentType) ? Convert.ToBase64String(body) : text;
            data.Spill(text);
        }

        foreach (var (name, value) in request.RouteValues)
        {
            data[name] = Text(value);
        }

        return new InvocationInput(shown, data);
    }

    private static bool IsBinary(string? contentType) =>
        contentType is not null
        && (contentType.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase)
            || contentType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase));

    private static string? Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);
}
