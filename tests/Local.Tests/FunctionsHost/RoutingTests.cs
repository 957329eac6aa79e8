using System.Net;
using HzFunctions.Local.Tests.FunctionsHost.Support;

namespace HzFunctions.Local.Tests.FunctionsHost;

/// <summary>Routes of HTTP functions: C.3.</summary>
public sealed class RoutingTests(RoutingHost fixture) : IClassFixture<RoutingHost>
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "api/orders/7", "/Order")]
    [InlineData("GET", "api/orders/seven", null)]
    [InlineData("GET", "api/Files/a/b/c.txt", "/Files")]
    [InlineData("POST", "api/both", "/BothPost")]
    [InlineData("GET", "api/both", "/BothGet")]
    [InlineData("DELETE", "api/both", null)]
    [InlineData("GET", "api/Named", "/Named")]
    [InlineData("GET", "api/named", "/Named")]
    [InlineData("GET", "Named", null)]
    [InlineData("GET", "api/Asleep", null)]
    [InlineData("GET", "api/AsleepBySetting", null)]
    [InlineData("GET", "", null)]
    public async Task A_route_leads_to_its_function_or_nowhere(string method, string path, string? target)
    {
        var host = fixture.Host;
        host.Brain.Calls.Clear();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await host.Http.SendAsync(request, Token);

        Assert.Equal(target is null ? HttpStatusCode.NotFound : HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(target, host.Brain.Calls.SingleOrDefault()?.Target);
    }
}
