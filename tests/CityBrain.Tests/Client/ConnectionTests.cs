using HzFunctions.CityBrain.Client;

namespace HzFunctions.CityBrain.Tests.Client;

public sealed class ConnectionTests
{
    [Fact]
    public async Task Calls_one_after_the_other_share_a_connection()
    {
        await using var server = await LoopbackServer.StartAsync(ClientFixture.AcceptedJson);
        using var fixture = new ClientFixture();

        for (var i = 0; i < 5; i++)
        {
            await fixture.SendAsync(server.Address);
        }

        Assert.Equal(5, server.Requests.Count);
        Assert.Single(server.Requests.Select(request => request.Connection).Distinct());
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await LoopbackServer.StartAsync(ClientFixture.AcceptedJson);
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Redirect(elsewhere.Address.AbsoluteUri, permanent: false);
            return Task.CompletedTask;
        });
        using var fixture = new ClientFixture();

        var answer = await fixture.SendAsync(server.Address);

        Assert.Equal(AnswerOutcome.NothingAnswered, answer.Outcome);
        Assert.Equal("HTTP 302 without a JSON object", answer.Message);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_cookie_is_not_sent_back_and_no_trace_header_is_sent()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Headers.SetCookie = "session=1; path=/";
            return LoopbackServer.WriteAsync(context, ClientFixture.AcceptedJson);
        });
        using var fixture = new ClientFixture();
        using var activity = new System.Diagnostics.Activity("test").Start();

        await fixture.SendAsync(server.Address);
        await fixture.SendAsync(server.Address);

        Assert.Equal(2, server.Requests.Count);
        Assert.DoesNotContain(server.Requests, request => request.Headers.ContainsKey("Cookie"));
        Assert.DoesNotContain(server.Requests, request => request.Headers.ContainsKey("traceparent"));
    }
}
