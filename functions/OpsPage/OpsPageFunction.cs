using System.Security.Cryptography;
using System.Text;

namespace HzFunctions.Functions.OpsPage;

/// <summary>
/// The page by which a person sees and does what <c>/ops/…</c> offers: <c>GET /ops</c>. It holds no data and needs no key: the person gives the key to the page,
/// which keeps it in memory and sends it as the header that these interfaces want. It is one file; nothing of it comes from elsewhere, and nothing that is not of
/// it can run in it.
/// </summary>
internal sealed class OpsPageFunction
{
    private readonly byte[] _html;
    private readonly string _policy;

    public OpsPageFunction()
    {
        var (style, script) = (Read("page.css"), Read("page.js"));
        _html = Encoding.UTF8.GetBytes(Read("page.html")
            .Replace("/*style*/", style, StringComparison.Ordinal)
            .Replace("/*script*/", script, StringComparison.Ordinal));

        // No form is ever sent: without the script the browser would put what was typed into the URL.
        _policy = "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + $"style-src '{HashOf(style)}'; script-src '{HashOf(script)}'";
    }

    /// <summary>Serves <c>/ops</c>.</summary>
    public async Task RunAsync(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = _policy;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "DENY";
        response.Headers["Referrer-Policy"] = "no-referrer";
        await response.Body.WriteAsync(_html, context.RequestAborted).ConfigureAwait(false);
    }

    private static string Read(string name)
    {
        using var stream = typeof(OpsPageFunction).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The handler lacks its resource {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string HashOf(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
