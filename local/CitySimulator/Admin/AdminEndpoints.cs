using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using HzFunctions.Local.CitySimulator.Access;
using HzFunctions.Local.CitySimulator.Downlinks;
using HzFunctions.Local.CitySimulator.Faults;
using HzFunctions.Local.CitySimulator.Violations;

namespace HzFunctions.Local.CitySimulator.Admin;

/// <summary>What the real city brain does not have: a look behind the counter, and a way to make it fail. Loopback only.</summary>
internal static class AdminEndpoints
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <param name="routes">Where it is answered.</param>
    /// <param name="desk">What the city brain has.</param>
    /// <param name="violations">What its clients did wrong.</param>
    /// <param name="faults">The faults in force.</param>
    /// <param name="downlinks">What it sends down.</param>
    /// <param name="receivers">To whom; null where there is no broker.</param>
    /// <param name="status">How it is doing.</param>
    public static void MapAdmin(
        this IEndpointRouteBuilder routes,
        CityDesk desk,
        BillReport bills,
        ViolationBook violations,
        FaultBoard faults,
        DownlinkBook downlinks,
        AccessRegister? receivers,
        StatusReport status)
    {
        var admin = routes.MapGroup("/admin").AddEndpointFilter(LoopbackOnly);
        admin.MapGet("/status", (DateTimeOffset? since) => Json(status.Make(since ?? DateTimeOffset.MinValue)));
        admin.MapGet("/violations", (int? offset) => Json(violations.All.Skip(offset ?? 0)));
        admin.MapGet(
            "/records",
            (string? @interface, int? offset, int? limit) => Json(Records(desk, @interface, offset ?? 0, limit ?? int.MaxValue)));
        admin.MapPost("/records", (HttpRequest request) => InventAsync(request, desk));
        admin.MapGet("/losses", () => Json(desk.Look(memory => memory.Lost.Select(lost => LossView.Of(lost, memory)).ToList())));
        admin.MapGet("/bills", () => Json(bills.Make()));
        admin.MapGet("/downlinks", (int? offset) => Json(downlinks.Look(all => all.Where(downlink => !downlink.IsWithdrawn).Skip(offset ?? 0).Select(DownlinkView.Of).ToList())));
        admin.MapPost("/downlinks", (HttpRequest request) => SendDownAsync(request, downlinks, receivers));
        admin.MapGet("/faults", () => Json(faults.Active));
        admin.MapPost("/faults", (HttpRequest request) => AddAsync(request, faults));
        admin.MapDelete("/faults", () => Cleared(faults));
        admin.MapDelete("/faults/{id:int}", (int id) => faults.Remove(id) ? Results.NoContent() : Results.NotFound());
    }

    private static List<RecordView> Records(CityDesk desk, string? interfaceName, int offset, int limit) =>
        desk.Look(memory => memory.All
            .Where(record => interfaceName is null || record.Interface == interfaceName)
            .Skip(offset)
            .Take(limit)
            .Select(RecordView.Of)
            .ToList());

    private static async Task<IResult> InventAsync(HttpRequest request, CityDesk desk)
    {
        try
        {
            var body = await request.ReadFromJsonAsync<RecordBody>(Format, request.HttpContext.RequestAborted);
            if (body is null)
            {
                return Results.BadRequest();
            }

            desk.Invent(body.Read());
            return Results.NoContent();
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return Results.BadRequest(new { error = exception.Message });
        }
    }

    private static async Task<IResult> SendDownAsync(HttpRequest request, DownlinkBook downlinks, AccessRegister? receivers)
    {
        if (receivers is null)
        {
            return Results.BadRequest(new { error = "This city brain has no broker." });
        }

        try
        {
            var body = await request.ReadFromJsonAsync<DownlinkBody>(Format, request.HttpContext.RequestAborted);
            return body is null ? Results.BadRequest() : Json(DownlinkView.Of(downlinks.Make(body.Read(receivers))));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return Results.BadRequest(new { error = exception.Message });
        }
    }

    private static async Task<IResult> AddAsync(HttpRequest request, FaultBoard faults)
    {
        try
        {
            var order = await request.ReadFromJsonAsync<FaultOrder>(Format, request.HttpContext.RequestAborted);
            return order is null ? Results.BadRequest() : Json(faults.Add(order));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return Results.BadRequest(new { error = exception.Message });
        }
    }

    private static IResult Cleared(FaultBoard faults)
    {
        faults.Clear();
        return Results.NoContent();
    }

    private static async ValueTask<object?> LoopbackOnly(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            ? await next(context)
            : Results.StatusCode(StatusCodes.Status403Forbidden);

    private static IResult Json<T>(T value) => Results.Json(value, Format);
}
