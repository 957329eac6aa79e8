using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HzFunctions.Durable.Protocol;
using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.FunctionsHost.Durable.Bindings;
using HzFunctions.Local.FunctionsHost.Durable.Client;
using HzFunctions.Local.FunctionsHost.Durable.Instances;
using HzFunctions.Local.FunctionsHost.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.FunctionsHost.Durable.Management;

/// <summary>The HTTP management API, under the key of the hub.</summary>
internal sealed class ManagementApi(HubEngine engine, DurableContact contact, DurableSettings settings)
{
    public const string BasePath = "/runtime/webhooks/durabletask";
    private const string KeyHeader = "x-functions-key";
    private const string ContinuationHeader = "x-ms-continuation-token";
    private const int DefaultPage = 100;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        void Route(string pattern, string method, Func<HttpContext, Task> answer) =>
            endpoints.MapMethods(BasePath + pattern, [method], context => AnswerAsync(context, answer)).WithMetadata(new FunctionRoute("durabletask"));

        Route("/orchestrators/{name}/{instanceId?}", HttpMethods.Post, StartAsync);
        Route("/instances", HttpMethods.Get, ListAsync);
        Route("/instances", HttpMethods.Delete, PurgeManyAsync);
        Route("/instances/{instanceId}", HttpMethods.Get, ShowAsync);
        Route("/instances/{instanceId}", HttpMethods.Delete, PurgeAsync);
        Route("/instances/{instanceId}/raiseEvent/{eventName}", HttpMethods.Post, RaiseEventAsync);
        Route("/instances/{instanceId}/terminate", HttpMethods.Post, context => SteerAsync(context, engine.TerminateAsync));
        Route("/instances/{instanceId}/suspend", HttpMethods.Post, context => SteerAsync(context, engine.SuspendAsync));
        Route("/instances/{instanceId}/resume", HttpMethods.Post, context => SteerAsync(context, engine.ResumeAsync));
        Route("/instances/{instanceId}/rewind", HttpMethods.Post, RewindAsync);
        Route("/instances/{instanceId}/restart", HttpMethods.Post, RestartAsync);
    }

    private static string InstanceId(HttpContext context) => (string?)context.GetRouteValue("instanceId") ?? "";

    private static bool Flag(HttpContext context, string name, bool otherwise) =>
        bool.TryParse(context.Request.Query[name], out var value) ? value : otherwise;

    private static Task WriteAsync(HttpContext context, int status, JToken body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body.ToString(Formatting.None), context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context, int status, string message) =>
        WriteAsync(context, status, new JObject { ["Message"] = message });

    /// <summary>The body as JSON text: numbers normalised, dates as they are; null when there is none.</summary>
    private static async Task<string?> BodyAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await body.ReadToEndAsync(context.RequestAborted);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            var parsed = await JToken.ReadFromAsync(reader, context.RequestAborted);
            return parsed.ToString(Formatting.None);
        }
        catch (JsonException error)
        {
            throw new DurableRequestException(DurableRefusal.Invalid, $"The body is no JSON: {error.Message}");
        }
    }

    private async Task AnswerAsync(HttpContext context, Func<HttpContext, Task> answer)
    {
        var addresses = await contact.GetAsync(context.RequestAborted);
        if (!IsKey(context, addresses.SystemKey))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (context.Request.Query["taskHub"].ToString() is { Length: > 0 } hub && !hub.Equals(settings.HubName, StringComparison.OrdinalIgnoreCase))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"The local host has the task hub '{settings.HubName}' alone.");
            return;
        }

        try
        {
            await answer(context);
        }
        catch (DurableRequestException error)
        {
            await RefuseAsync(context, StatusOf(error.Refusal), error.Message);
        }
        catch (OperationCanceledException)
        {
            // The caller is gone, or the host stops.
        }
    }

    private static bool IsKey(HttpContext context, string key)
    {
        var given = context.Request.Headers[KeyHeader].FirstOrDefault() ?? context.Request.Query["code"].ToString();
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(key));
    }

    private static int StatusOf(DurableRefusal refusal) => refusal switch
    {
        DurableRefusal.NotFound => StatusCodes.Status404NotFound,
        DurableRefusal.WrongState => StatusCodes.Status410Gone,
        DurableRefusal.AlreadyExists => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };

    private async Task<ManagementUrls> UrlsAsync(HttpContext context)
    {
        var addresses = await contact.GetAsync(context.RequestAborted);
        return new ManagementUrls(addresses.Management, settings.HubName, settings.ConnectionName, addresses.SystemKey);
    }

    private async Task StartAsync(HttpContext context)
    {
        var order = new StartOrder(InstanceId(context), (string)context.GetRouteValue("name")!, await BodyAsync(context));
        var id = await engine.StartAsync(order, context.RequestAborted);
        if (double.TryParse(context.Request.Query["timeout"], CultureInfo.InvariantCulture, out var seconds) && await IsFinishedAsync(context, id, seconds))
        {
            await ShowOutputAsync(context, id);
            return;
        }

        await AcceptAsync(context, id);
    }

    private async Task AcceptAsync(HttpContext context, string id)
    {
        var urls = await UrlsAsync(context);
        context.Response.Headers.Location = urls.Status(id);
        context.Response.Headers.RetryAfter = "10";
        await WriteAsync(context, StatusCodes.Status202Accepted, urls.All(id));
    }

    private async Task<bool> IsFinishedAsync(HttpContext context, string id, double seconds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(TimeSpan.FromSeconds(Math.Clamp(seconds, 0, int.MaxValue / 1000)));
        try
        {
            await engine.WaitAsync(id, state => state.IsFinished, limit.Token);
            return true;
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task ShowOutputAsync(HttpContext context, string id)
    {
        var (state, detail) = (await engine.FindDetailAsync(id, context.RequestAborted))!.Value;
        var status = state.Status == OrchestrationStatus.Failed ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
        await WriteAsync(context, status, StatusJson.Parse(detail.Output) ?? JValue.CreateNull());
    }

    private async Task ShowAsync(HttpContext context)
    {
        if (await engine.FindDetailAsync(InstanceId(context), context.RequestAborted) is not { } found)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var (state, detail) = found;
        if (!state.IsFinished)
        {
            context.Response.Headers.Location = (await UrlsAsync(context)).Status(state.Id);
            context.Response.Headers.RetryAfter = "5";
        }

        var isError = state.Status == OrchestrationStatus.Failed && Flag(context, "returnInternalServerErrorOnFailure", otherwise: false);
        var finished = isError ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
        var shown = StatusJson.Of(
            state,
            detail,
            withInput: Flag(context, "showInput", otherwise: true),
            withHistory: Flag(context, "showHistory", otherwise: false),
            withHistoryOutput: Flag(context, "showHistoryOutput", otherwise: false));
        await WriteAsync(context, state.IsFinished ? finished : StatusCodes.Status202Accepted, shown);
    }

    private static InstanceFilter Filter(HttpContext context)
    {
        var query = context.Request.Query;
        DateTimeOffset? Instant(string name) => query[name].ToString() is { Length: > 0 } text
            ? DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
                ? instant
                : throw new DurableRequestException(DurableRefusal.Invalid, $"{name} is no instant.")
            : null;

        var statuses = query["runtimeStatus"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => Enum.TryParse<OrchestrationStatus>(text, ignoreCase: true, out var status)
                ? status
                : throw new DurableRequestException(DurableRefusal.Invalid, $"runtimeStatus has no value '{text}'."));
        return new InstanceFilter([.. statuses], Instant("createdTimeFrom"), Instant("createdTimeTo"), query["instanceIdPrefix"]);
    }

    private async Task ListAsync(HttpContext context)
    {
        var page = int.TryParse(context.Request.Query["top"], CultureInfo.InvariantCulture, out var top) && top > 0 ? top : DefaultPage;
        var after = Encoding.UTF8.GetString(Convert.FromHexString(context.Request.Headers[ContinuationHeader].ToString()));
        var found = await engine.QueryAsync(Filter(context), after, page, context.RequestAborted);
        var list = new JArray();
        foreach (var state in found)
        {
            var detail = (await engine.FindDetailAsync(state.Id, context.RequestAborted))?.Detail ?? new InstanceDetail(null, null, []);
            list.Add(StatusJson.Of(state, detail, withInput: Flag(context, "showInput", otherwise: true), withHistory: false, withHistoryOutput: false));
        }

        if (found.Count == page)
        {
            // Ids hold what a header may not.
            context.Response.Headers[ContinuationHeader] = Convert.ToHexString(Encoding.UTF8.GetBytes(found[^1].Id));
        }

        await WriteAsync(context, StatusCodes.Status200OK, list);
    }

    private async Task RaiseEventAsync(HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "Only application/json request content is supported.");
            return;
        }

        await engine.RaiseEventAsync(InstanceId(context), (string)context.GetRouteValue("eventName")!, await BodyAsync(context), context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private static async Task SteerAsync(HttpContext context, Func<string, string?, CancellationToken, Task> steer)
    {
        var reason = context.Request.Query["reason"].ToString();
        await steer(InstanceId(context), reason.Length == 0 ? null : reason, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private async Task RewindAsync(HttpContext context)
    {
        try
        {
            await SteerAsync(context, engine.RewindAsync);
        }
        catch (DurableRequestException error) when (error.Refusal == DurableRefusal.WrongState)
        {
            await RefuseAsync(context, StatusCodes.Status412PreconditionFailed, error.Message);
        }
    }

    private async Task RestartAsync(HttpContext context)
    {
        try
        {
            var id = await engine.RestartAsync(InstanceId(context), Flag(context, "restartWithNewInstanceId", otherwise: true), context.RequestAborted);
            await AcceptAsync(context, id);
        }
        catch (DurableRequestException error) when (error.Refusal == DurableRefusal.NotFound)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, error.Message);
        }
    }

    private async Task PurgeAsync(HttpContext context)
    {
        if (await engine.PurgeAsync(InstanceId(context), context.RequestAborted))
        {
            await WriteAsync(context, StatusCodes.Status200OK, new JObject { ["instancesDeleted"] = 1 });
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private async Task PurgeManyAsync(HttpContext context)
    {
        var filter = Filter(context);
        if (filter.CreatedFrom is null)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "createdTimeFrom is missing.");
            return;
        }

        var count = await engine.PurgeAsync(filter, context.RequestAborted);
        await WriteAsync(context, count > 0 ? StatusCodes.Status200OK : StatusCodes.Status404NotFound, new JObject { ["instancesDeleted"] = count });
    }
}
