namespace HzFunctions.Local.FunctionsHost.Http;

/// <summary>Which headers go past a proxy and which are between two neighbours only.</summary>
internal static class RequestHeaders
{
    // Expect: our own server has answered it by the time that we pass the request on.
    private static readonly HashSet<string> OfOneConnection = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Expect", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection",
        "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    public static bool GoesOn(string name) => !OfOneConnection.Contains(name);

    /// <summary>Copies what goes on; headers of content only when the request has content, and only those that are wanted.</summary>
    public static void Copy(IHeaderDictionary from, HttpRequestMessage to, Func<string, bool> wantsContentHeader)
    {
        foreach (var (name, values) in from.Where(header => GoesOn(header.Key)))
        {
            if (!to.Headers.TryAddWithoutValidation(name, values.AsEnumerable()) && wantsContentHeader(name))
            {
                to.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }
    }

    /// <summary>Copies status and headers of an answer.</summary>
    public static void Copy(HttpResponseMessage from, HttpResponse to)
    {
        to.StatusCode = (int)from.StatusCode;
        foreach (var (name, values) in from.Headers.Concat(from.Content.Headers).Where(header => GoesOn(header.Key)))
        {
            to.Headers[name] = values.ToArray();
        }
    }
}
