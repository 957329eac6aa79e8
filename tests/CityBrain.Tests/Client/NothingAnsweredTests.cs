using System.Net;
using System.Net.Sockets;
using HzFunctions.CityBrain.Client;
using HzFunctions.CityBrain.Envelope;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.CityBrain.Tests.Client;

public sealed class NothingAnsweredTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static CancellationToken TestEnds => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refused_connection_is_nothing_answered()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();
        using var fixture = new ClientFixture();

        AssertNothing(await fixture.SendAsync(address), "No answer: ConnectionError.");
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_nothing_answered()
    {
        using var fixture = new ClientFixture();

        AssertNothing(await fixture.SendAsync(new Uri("http://city-brain.invalid")), expected: null);
    }

    [Fact]
    public async Task An_answer_slower_than_the_limit_is_nothing_answered()
    {
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.NeverAsync);

        await AssertTimesOutAsync(server);
    }

    [Fact]
    public async Task An_answer_that_stalls_in_its_middle_is_nothing_answered()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            await context.Response.WriteAsync("""{"resultCode":"200",""", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await LoopbackServer.NeverAsync(context);
        });

        await AssertTimesOutAsync(server);
    }

    [Fact]
    public async Task A_connection_that_is_reset_before_the_answer_is_nothing_answered()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        using var fixture = new ClientFixture();

        AssertNothing(await fixture.SendAsync(server.Address), expected: null);
    }

    [Fact]
    public async Task A_connection_that_is_reset_in_the_middle_of_the_answer_is_nothing_answered()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("""{"resultCode":"200"}""", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        });
        using var fixture = new ClientFixture();

        AssertNothing(await fixture.SendAsync(server.Address), expected: null);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task What_a_gateway_answers_says_nothing_about_the_request_even_as_JSON(int status)
    {
        await using var server = await LoopbackServer.StartAsync("""{"resultCode":"400","msg":"bad"}""", status);
        using var fixture = new ClientFixture();

        AssertNothing(await fixture.SendAsync(server.Address), $"HTTP {status}");
    }

    [Theory]
    [InlineData(200)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task An_HTML_page_is_nothing_answered_and_its_text_goes_nowhere(int status)
    {
        await using var server = await LoopbackServer.StartAsync("<html><body>浙A12345</body></html>", status, "text/html");
        using var fixture = new ClientFixture();

        AssertNothing(await fixture.SendAsync(server.Address), $"HTTP {status} without a JSON object");
    }

    [Fact]
    public async Task An_answer_whose_told_length_is_above_the_limit_is_not_read()
    {
        await using var server = await LoopbackServer.StartAsync(new string(' ', CityBrainClient.LongestAnswer + 1));
        using var fixture = new ClientFixture();

        AssertNothing(await fixture.SendAsync(server.Address), "The answer is too long.");
    }

    [Fact]
    public async Task An_answer_without_an_end_is_left_at_the_limit()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            var piece = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            }
        });
        using var fixture = new ClientFixture();

        AssertNothing(await fixture.SendAsync(server.Address), "The answer is too long.");
    }

    [Fact]
    public async Task The_caller_s_own_cancellation_is_an_exception()
    {
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.NeverAsync);
        using var fixture = new ClientFixture();
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(TestEnds);

        var call = fixture.Client.SendAsync(
            ClientFixture.AccessTo(server.Address),
            ClientFixture.Definition("uploadHeartbeat"),
            ClientFixture.Json,
            file: null,
            Timeout.InfiniteTimeSpan,
            caller.Token);
        await server.Arrived.WaitAsync(TestEnds);
        await caller.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(caller.Token, exception.CancellationToken);
    }

    [Fact]
    public async Task The_HTTP_client_s_own_time_limit_is_nothing_answered_too()
    {
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.NeverAsync);
        using var http = new HttpClient(CityBrainHttp.CreateHandler()) { Timeout = TimeSpan.FromMilliseconds(1) };

        AssertNothing(await SendAsync(new CityBrainClient(http, TimeProvider.System), server.Address), "No answer in time.");
    }

    [Fact]
    public async Task A_key_that_cannot_be_reached_is_no_answer_of_the_city_brain_but_the_key_s_own_exception()
    {
        using var fixture = new ClientFixture();
        var access = ClientFixture.AccessTo(new Uri("http://city.example")) with { Key = new UnreachableKey() };

        await Assert.ThrowsAsync<HttpRequestException>(() => fixture.SendAsync(access));
    }

    private static Task<CityBrainAnswer> SendAsync(CityBrainClient client, Uri address) => client.SendAsync(
        ClientFixture.AccessTo(address),
        ClientFixture.Definition("uploadHeartbeat"),
        ClientFixture.Json,
        file: null,
        ClientFixture.LongEnough,
        TestEnds);

    private static async Task AssertTimesOutAsync(LoopbackServer server)
    {
        var time = new FakeTimeProvider();
        using var fixture = new ClientFixture(time: time);

        var call = fixture.Client.SendAsync(
            ClientFixture.AccessTo(server.Address),
            ClientFixture.Definition("uploadHeartbeat"),
            ClientFixture.Json,
            file: null,
            Limit,
            TestEnds);
        await server.Arrived.WaitAsync(TestEnds);
        time.Advance(Limit - TimeSpan.FromTicks(1));
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));

        var answer = await call;
        AssertNothing(answer, "No answer in time.");
        Assert.Equal(Limit, answer.Elapsed);
    }

    private static void AssertNothing(CityBrainAnswer answer, string? expected)
    {
        Assert.Equal(AnswerOutcome.NothingAnswered, answer.Outcome);
        Assert.Null(answer.ResultCode);
        Assert.Null(answer.Body);
        Assert.NotEmpty(answer.Message);
        if (expected is not null)
        {
            Assert.Equal(expected, answer.Message);
        }
    }

    private sealed class UnreachableKey : IPrivateKeyOperation
    {
        public int ModulusBytes => 256;

        public async ValueTask<byte[]> ApplyAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
        {
            await Task.Yield();
            throw new HttpRequestException("The vault is away.");
        }
    }
}
