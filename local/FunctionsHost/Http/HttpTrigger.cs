using HzFunctions.Local.FunctionsHost.Bindings;
using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.FunctionsHost.Invocation;
using Microsoft.AspNetCore.Routing.Patterns;

namespace HzFunctions.Local.FunctionsHost.Http;

/// <summary>
/// The httpTrigger. A function that takes a request and gives a response and nothing else gets the request as it is, where
/// host.json says so; any other gets an envelope. Keys are not asked for: this host is for one machine.
/// </summary>
internal sealed class HttpTrigger(
    HostSettings host, HandlerClient client, InvocationLimit limit, FunctionInvoker invoker, ILoggerFactory loggers) : ITriggerType
{
    private static readonly string[] ReservedStarts = ["admin", "runtime"];

    public string Type => "httpTrigger";

    public IEnumerable<string> Check(FunctionDefinition function)
    {
        var route = function.Trigger.Text("route") ?? function.Name;
        if (ReservedStarts.Contains(route.TrimStart('/').Split('/')[0], StringComparer.OrdinalIgnoreCase))
        {
            yield return $"the route '{route}' begins with a word that the host keeps for itself ({string.Join(", ", ReservedStarts)}).";
        }

        if (!TryParse(function, out _, out var problem))
        {
            yield return $"the route '{route}' is no route template: {problem}";
        }
    }

    public ITriggerListener CreateListener(FunctionDefinition function)
    {
        _ = TryParse(function, out var pattern, out _);
        return new HttpListener(function, pattern!, CallOf(function));
    }

    private IHttpCall CallOf(FunctionDefinition function)
    {
        var logger = loggers.CreateLogger($"Function.{function.Name}");
        return (function.IsPlainHttp, host.CustomHandler) switch
        {
            (true, { ProxiesHttp: true }) => new ProxyCall(client, limit, logger),
            (true, { ForwardsHttp: true }) => new ForwardCall(client, limit, logger),
            _ => new EnvelopeCall(function, invoker, logger),
        };
    }

    private bool TryParse(FunctionDefinition function, out RoutePattern? pattern, out string problem)
    {
        try
        {
            var route = function.Trigger.Text("route") ?? function.Name;
            pattern = RoutePatternFactory.Parse($"{host.RoutePrefix}/{route.TrimStart('/')}".TrimStart('/'));
            problem = "";
            return true;
        }
        catch (RoutePatternException error)
        {
            pattern = null;
            problem = error.Message;
            return false;
        }
    }
}
