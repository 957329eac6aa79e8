using HzFunctions.Local.CitySimulator.Violations;
using Microsoft.Extensions.Primitives;

namespace HzFunctions.Local.CitySimulator.Uplink;

/// <summary>Takes the parameters out of a request, and turns away every form of request but the standard's (R2 to R4).</summary>
internal static class ParameterReader
{
    private static readonly string[] Known = ["accessID", "cipher", "sign", "file"];

    public static async Task<WireParameters> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            throw new RefusedException(ViolationKind.WrongMethod, "the method is not POST");
        }

        return request.Query.Count > 0 ? FromQuery(request) : Parse(await FormAsync(request, cancellation), inQueryString: false);
    }

    private static async Task<IEnumerable<KeyValuePair<string, StringValues>>> FormAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HasFormContentType || request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedException(ViolationKind.WrongForm, "the content type is not application/x-www-form-urlencoded");
        }

        try
        {
            return await request.ReadFormAsync(cancellation);
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            throw new RefusedException(ViolationKind.WrongForm, "the body is no form, or too large");
        }
    }

    private static WireParameters FromQuery(HttpRequest request)
    {
        if (request.ContentLength > 0)
        {
            throw new RefusedException(ViolationKind.WrongForm, "parameters in the query string and a body");
        }

        return Parse(request.Query, inQueryString: true);
    }

    private static WireParameters Parse(IEnumerable<KeyValuePair<string, StringValues>> pairs, bool inQueryString)
    {
        var fields = pairs.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        if (fields.Keys.Except(Known, StringComparer.Ordinal).Any() || fields.Values.Any(values => values.Count != 1))
        {
            throw new RefusedException(ViolationKind.WrongForm, "a parameter is unknown or given twice");
        }

        return new WireParameters(Required("accessID"), Required("cipher"), Required("sign"), Optional("file"), inQueryString);

        string Required(string name) =>
            Optional(name) is { Length: > 0 } value
                ? value
                : throw new RefusedException(ViolationKind.WrongForm, $"the parameter {name} is missing");

        // In a query string Base64 comes unescaped, so that each plus arrives as a blank.
        string? Optional(string name) =>
            fields.TryGetValue(name, out var values) ? (inQueryString ? values.ToString().Replace(' ', '+') : values.ToString()) : null;
    }
}
