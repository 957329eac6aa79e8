using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Local.CitySimulator.Bills;
using HzFunctions.Local.Records;
using HzFunctions.Local.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Org.BouncyCastle.Crypto.Parameters;

namespace HzFunctions.Local.Tests.Gateway;

/// <summary>
/// The smallest gateway that keeps its public contract: takes events in both forms, forwards each at once, knows their receipts, and drives the
/// bills of who speaks JSON. It
/// can be told to misbehave.
/// </summary>
internal sealed class FakeGateway : IAsyncDisposable
{
    public const string AdminKey = "admin";

    private readonly WebApplication _app;
    private readonly GatewayUplink _uplink;
    private readonly GatewayInbox _inbox = new();
    private readonly GatewayBills _bills;
    private readonly WireOpener _clients;
    private readonly ConcurrentDictionary<string, Site> _keys = new();
    private readonly ConcurrentDictionary<string, string> _receipts = new();
    private int _made;
    private int _requests;

    private FakeGateway(
        Uri cityBrain, RsaPrivateCrtKeyParameters upstream, RsaKeyParameters client, BillDeadlines deadlines, Misconduct misconduct)
    {
        _uplink = new GatewayUplink(cityBrain, upstream, misconduct);
        _bills = new GatewayBills(_uplink, _inbox, deadlines, misconduct);
        _clients = new WireOpener(client, WireHash.Md5, client);
        Misconduct = misconduct;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Use(CountAsync);
        _app.MapPost("/api/v2/cp/{name}", TakeAsync);
        _app.MapGet("/api/v2/receipts/{id}", Receipt);
        _app.MapGet("/api/v2/bills/{id}", (string id, HttpRequest request) => OfCarParkAsync(request, site => Task.FromResult(_bills.Show(site, id))));
        _app.MapGet("/api/v2/inbox", (HttpRequest request) => OfCarParkAsync(request, site => _inbox.ReadAsync(site, request.HttpContext.RequestAborted)));
        _app.MapPost("/api/v2/inbox/{id}/ack", (string id) => _inbox.Acknowledge(id));
        _app.MapGet("/health/ready", () => Results.Ok());
        _app.MapGet("/ops/status", () => Results.Json(new { sites = _keys.Values.Distinct().Select(Standing) }, JsonSerializerOptions.Web));
        _app.MapGet("/ops/sites", () => Results.Json(new { sites = _keys.Values.Distinct().Select(Listed) }, JsonSerializerOptions.Web));
        _app.MapMethods("/ops/sites/{**what}", ["PUT", "POST"], OrderAsync);
    }

    public Misconduct Misconduct { get; }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>What the operator ordered.</summary>
    public ConcurrentQueue<GatewayOrder> Orders { get; } = new();

    /// <summary>Answers this many requests of car parks with 503, beginning with the first.</summary>
    public int FailFirst { get; init; }

    public static async Task<FakeGateway> StartAsync(
        Uri cityBrain,
        RsaPrivateCrtKeyParameters upstream,
        RsaKeyParameters client,
        Misconduct misconduct = Misconduct.None,
        int failFirst = 0,
        BillDeadlines? deadlines = null)
    {
        var gateway = new FakeGateway(cityBrain, upstream, client, deadlines ?? BillDeadlines.Standard, misconduct) { FailFirst = failFirst };
        await gateway._app.StartAsync(TestContext.Current.CancellationToken);
        return gateway;
    }

    public string MakeKey(Site site)
    {
        var key = $"key-{Interlocked.Increment(ref _made)}.secret";
        _keys[key] = site;
        return key;
    }

    public async ValueTask DisposeAsync()
    {
        await _bills.DisposeAsync();
        await _app.DisposeAsync();
        _uplink.Dispose();
    }

    private async Task CountAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments("/api/v2/cp") && Interlocked.Increment(ref _requests) <= FailFirst)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        await next(http);
    }

    private async Task<IResult> TakeAsync(string name, HttpRequest request)
    {
        var (accessID, data, file) = request.HasFormContentType ? await OpenAsync(request) : await ReadAsync(request);
        if (accessID is null)
        {
            return Results.Json(new { resultCode = "401", msg = "who are you?" }, statusCode: StatusCodes.Status401Unauthorized);
        }

        var site = new Site(accessID, (string?)data["parkingCode"] ?? "");
        if (name == "applyPayment" && !request.HasFormContentType)
        {
            return await _bills.ApplyAsync(site, data);
        }

        var accepted = await _uplink.ForwardAsync(accessID, name, data, file);
        _bills.Note(site, name, data, accepted);
        var receipt = $"r-{Interlocked.Increment(ref _made)}";
        _receipts[receipt] = accepted ? "forwarded" : "refused";
        return Results.Json(new { resultCode = "200", msg = "操作成功", receipt, state = "pending" });
    }

    private async Task<(string? AccessID, JsonObject Data, string? File)> ReadAsync(HttpRequest request)
    {
        var body = (await request.ReadFromJsonAsync<JsonObject>())!;
        var known = _keys.TryGetValue(request.Headers["X-Api-Key"].ToString(), out var site);
        return (known ? site.AccessID : null, body["data"]!.DeepClone().AsObject(), (string?)body["file"]);
    }

    private async Task<(string? AccessID, JsonObject Data, string? File)> OpenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var opened = _clients.Open(form["cipher"].ToString(), form["sign"].ToString());
        var data = opened.Text is { } text ? JsonNode.Parse(text)!["data"]!.DeepClone().AsObject() : [];
        return (opened.Text is null ? null : form["accessID"].ToString(), data, form.ContainsKey("file") ? form["file"].ToString() : null);
    }

    private async Task<IResult> OfCarParkAsync(HttpRequest request, Func<Site, Task<IResult>> answer) =>
        _keys.TryGetValue(request.Headers["X-Api-Key"].ToString(), out var site) ? await answer(site) : Results.Unauthorized();

    private IResult Receipt(string id, HttpRequest request)
    {
        if (!_keys.ContainsKey(request.Headers["X-Api-Key"].ToString()))
        {
            return Results.Unauthorized();
        }

        return Misconduct != Misconduct.Forgets && _receipts.TryGetValue(id, out var state)
            ? Results.Json(new { receipt = id, state })
            : Results.NotFound();
    }

    private async Task<IResult> OrderAsync(HttpRequest request, string? what)
    {
        if (request.Headers["X-Admin-Key"] != AdminKey || request.ContentLength is null)
        {
            return Results.Unauthorized();
        }

        var body = (await request.ReadFromJsonAsync<JsonObject>())!;
        Orders.Enqueue(new GatewayOrder(request.Method, what ?? "", body.ToJsonString()));
        if (what == "keys/revoke")
        {
            _keys.TryRemove($"{body["keyId"]}.secret", out _);
        }

        return what == "keys"
            ? Results.Json(new { key = MakeKey(new Site((string)body["accessID"]!, (string)body["parkingCode"]!)) })
            : Results.Json(new { ok = true });
    }

    private static object Standing(Site site) =>
        new { accessID = site.AccessID, parkingCode = site.ParkingCode, pending = 0, refused = 0, suspended = false };

    private object Listed(Site site) => new
    {
        accessID = site.AccessID,
        parkingCode = site.ParkingCode,
        keys = _keys.Where(key => key.Value == site).Select(key => new { keyId = key.Key.Split('.')[0] }),
    };
}
