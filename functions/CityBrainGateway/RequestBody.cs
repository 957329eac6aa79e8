namespace HzFunctions.Functions.CityBrainGateway;

/// <summary>Reads bodies within the gateway's limit.</summary>
internal static class RequestBody
{
    /// <summary>The largest body, in bytes: a photo of 500,000 characters and its data in the wire form fit well.</summary>
    public const int Limit = 1024 * 1024;

    /// <summary>Why the body will not be read, or null.</summary>
    public static GatewayAnswer? RefusalOf(HttpRequest request, int limit = Limit) => request switch
    {
        { ContentLength: { } length } when length > limit => GatewayAnswer.Refused(StatusCodes.Status413PayloadTooLarge, $"the body is larger than {limit} bytes"),
        { ContentLength: null, Headers.TransferEncoding.Count: > 0 } =>
            GatewayAnswer.Refused(StatusCodes.Status411LengthRequired, "the request has no Content-Length"),
        _ => null,
    };

    /// <summary>Reads the whole body, whose length has been checked.</summary>
    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new byte[request.ContentLength ?? 0];
        await request.Body.ReadExactlyAsync(body, cancellationToken).ConfigureAwait(false);
        return body;
    }
}
