using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace HzFunctions.Local.VaultSimulator;

/// <summary>
/// An Azure Key Vault for this machine, as strict as the real one in what is used of it: https, tokens of its own resource, a challenge for
/// whoever has none, versions, dates, pages, and no way to get a private key out.
/// </summary>
internal sealed class VaultSimulatorServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly VaultKeyRoutes _keys;
    private readonly VaultTokens _tokens;

    public VaultSimulatorServer(VaultSimulatorOptions options, TimeProvider time)
    {
        Contents = new VaultContents(options.StateFolder, time);
        Faults = new VaultFaults(time);
        _tokens = new VaultTokens(time);
        _keys = new VaultKeyRoutes(Contents, Faults);
        _app = Build(options, time);
        var identity = new IdentityEndpoint(options.IdentitySecret, _tokens);
        _app.MapWhen(context => !context.Request.IsHttps, plain => plain.UseRouting().UseEndpoints(routes =>
        {
            routes.MapGet(IdentityEndpoint.Path, identity.Get);
            VaultAdmin.Map(routes, Contents, _keys, Faults);
        }));
        _app.Run(ServeAsync);
    }

    public VaultContents Contents { get; }

    public VaultFaults Faults { get; }

    /// <summary>Where the vault is, once started.</summary>
    public Uri Address => new(_app.Urls.Single(url => url.StartsWith("https:", StringComparison.Ordinal)));

    /// <summary>Where the identity endpoint and the admin calls are, once started.</summary>
    public Uri Admin => new(_app.Urls.Single(url => url.StartsWith("http:", StringComparison.Ordinal)));

    /// <inheritdoc cref="VaultKeyRoutes.Make"/>
    public string MakeKey(string name, string? pem = null) => _keys.Make(name, pem);

    public Task StartAsync(CancellationToken cancellation) => _app.StartAsync(cancellation);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static WebApplication Build(VaultSimulatorOptions options, TimeProvider time)
    {
        var certificate = VaultCertificate.Ensure(options.StateFolder, time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.UseHttps(certificate));
            kestrel.Listen(IPAddress.Loopback, options.AdminPort);
        });
        return builder.Build();
    }

    private async Task ServeAsync(HttpContext context)
    {
        if (Faults.IsAway)
        {
            context.Abort();
            return;
        }

        try
        {
            Admit(context);
            if (Faults.TakeThrottle() is { } seconds)
            {
                context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                throw new VaultError(StatusCodes.Status429TooManyRequests, "Throttled", "Request was not processed because too many requests were received.");
            }

            await AnswerAsync(context, StatusCodes.Status200OK, await RouteAsync(context.Request));
        }
        catch (VaultError error)
        {
            var body = new JsonObject { ["error"] = new JsonObject { ["code"] = error.Code, ["message"] = error.Message } };
            await AnswerAsync(context, error.Status, body);
        }
    }

    private void Admit(HttpContext context)
    {
        const string Scheme = "Bearer ";
        var given = context.Request.Headers.Authorization.ToString();
        if (!given.StartsWith(Scheme, StringComparison.Ordinal) || !_tokens.Holds(given[Scheme.Length..], VaultSimulatorOptions.Resource))
        {
            context.Response.Headers.WWWAuthenticate = $"Bearer authorization=\"https://login.local/tenant\", resource=\"{VaultSimulatorOptions.Resource}\"";
            throw new VaultError(StatusCodes.Status401Unauthorized, "Unauthorized", "AKV10000: Request is missing a Bearer or PoP token.");
        }

        if (context.Request.Query["api-version"] is not [{ Length: > 0 }])
        {
            throw new VaultError(StatusCodes.Status400BadRequest, "BadParameter", "The api-version query parameter is missing.");
        }
    }

    private async Task<JsonObject> RouteAsync(HttpRequest request)
    {
        var skip = int.TryParse(request.Query["$skiptoken"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var secrets = new VaultSecretRoutes(Contents);
        var segments = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (request.Method, segments) switch
        {
            ("GET", ["keys", var name, "versions"]) => _keys.List(Address, name, skip),
            ("GET", ["keys", var name, var version]) => _keys.Get(Address, name, version),
            ("GET", ["keys", var name]) => _keys.Get(Address, name, null),
            ("POST", ["keys", var name, var version, "sign"]) => await _keys.SignAsync(Address, name, version, request),
            ("GET", ["secrets", var name, "versions"]) => secrets.List(Address, name, skip),
            ("GET", ["secrets", var name, var version]) => secrets.Get(Address, name, version),
            ("GET", ["secrets", var name]) => secrets.Get(Address, name, null),
            _ => throw new VaultError(StatusCodes.Status404NotFound, "NotFound", "There is nothing here."),
        };
    }

    private static Task AnswerAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString());
    }
}
