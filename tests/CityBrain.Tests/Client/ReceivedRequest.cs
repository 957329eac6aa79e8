using Microsoft.AspNetCore.Http;

namespace HzFunctions.CityBrain.Tests.Client;

/// <summary>What a server saw of a request.</summary>
internal sealed record ReceivedRequest(
    string Connection,
    string Method,
    string Path,
    long? ContentLength,
    IReadOnlyDictionary<string, string> Query,
    IReadOnlyDictionary<string, string> Form,
    IReadOnlyDictionary<string, string> Headers)
{
    public static async Task<ReceivedRequest> ReadAsync(HttpRequest request)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync() : FormCollection.Empty;
        return new ReceivedRequest(
            request.HttpContext.Connection.Id,
            request.Method,
            request.PathBase + request.Path,
            request.ContentLength,
            request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
            form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
            request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase));
    }
}
