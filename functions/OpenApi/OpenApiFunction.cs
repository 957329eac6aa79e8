using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.Functions.OpenApi;

/// <summary>Serves the interface's description: <c>GET /openapi.json</c>.</summary>
internal sealed class OpenApiFunction(StandardCatalogue catalogue)
{
    private readonly Lazy<byte[]> _document = new(() => OpenApiDocument.Write(catalogue));

    public async Task RunAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.BodyWriter.WriteAsync(_document.Value, context.RequestAborted).ConfigureAwait(false);
    }
}
