using HzFunctions.Functions.Tests.Gateway;
using Microsoft.AspNetCore.TestHost;

namespace HzFunctions.Hz.Tests;

/// <summary>Calls <c>hz</c> against a real handler.</summary>
internal static class Operator
{
    public const string Address = "http://gateway.example";

    /// <summary>As an operator, and as the car park P1.</summary>
    public static Task<HzResult> CallAsync(this GatewayHost host, params string[] arguments) => host.PipeAsync(string.Empty, arguments);

    public static Task<HzResult> PipeAsync(this GatewayHost host, string input, params string[] arguments) =>
        Hz.RunAsync(input, () => Client(host, inner => inner), Variables(host.ApiKey), arguments);

    /// <summary>With a network of the test's in between.</summary>
    public static Task<HzResult> CallAsync(this GatewayHost host, Func<HttpMessageHandler, HttpMessageHandler> network, TimeProvider time, params string[] arguments) =>
        Hz.RunAsync(string.Empty, () => Client(host, network), Variables(host.ApiKey), arguments, time);

    /// <summary>The environment of whoever calls a gateway with a key.</summary>
    public static Dictionary<string, string> Variables(string apiKey) => new()
    {
        ["HZ_GATEWAY"] = Address,
        ["HZ_ADMIN_KEY"] = GatewayHost.AdminKey,
        ["HZ_API_KEY"] = apiKey,
    };

    private static HttpClient Client(GatewayHost host, Func<HttpMessageHandler, HttpMessageHandler> network) =>
        new(network(host.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>() is TestServer server ? server.CreateHandler() : throw new InvalidOperationException()))
        {
            BaseAddress = new Uri(Address),
        };
}
