using System.Net;
using System.Security.Cryptography;
using System.Text;
using HzFunctions.Functions.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Functions.Tests.Webhooks;

/// <summary>Calls of car parks, over real connections.</summary>
[Collection(RealTimeLimits.Name)]
public sealed class WebhookClientTests : IAsyncLifetime
{
    private const string Here = "http://127.0.0.1:{port}/hook";

    private WebhookHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await WebhookHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_message_is_posted_as_JSON_and_signed_over_timestamp_and_body()
    {
        Assert.Equal(string.Empty, await _host.PushAsync(Here));

        var received = Assert.Single(_host.Received);
        Assert.Equal(("POST", "application/json; charset=utf-8"), (received.Method, received.ContentType));
        Assert.Equal("""{"id":"x"}""", Encoding.UTF8.GetString(received.Body));
        var signed = Encoding.UTF8.GetBytes($"{received.Timestamp}.").Concat(received.Body).ToArray();
        Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(WebhookHost.Secret), signed)), received.Signature);
        var age = TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(long.Parse(received.Timestamp, null));
        Assert.InRange(age, TimeSpan.FromSeconds(-1), TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(204)]
    public async Task Every_2xx_says_that_the_car_park_has_it(int status)
    {
        _host.Answer = context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };

        Assert.NotNull(await _host.PushAsync(Here));
        Assert.Single(_host.Received);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Everything_else_says_that_it_does_not_and_is_tried_twice(int status)
    {
        _host.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };

        Assert.Null(await _host.PushAsync(Here));
        Assert.Equal(2, _host.Received.Count);
    }

    [Fact]
    public async Task A_second_try_that_succeeds_is_enough()
    {
        _host.Answer = context =>
        {
            context.Response.StatusCode = _host.Received.Count == 1 ? 500 : 200;
            return Task.CompletedTask;
        };

        Assert.NotNull(await _host.PushAsync(Here));
    }

    [Fact]
    public async Task An_answer_is_read_up_to_its_limit()
    {
        var body = """{"success":false}""";
        _host.Answer = context => context.Response.WriteAsync(body, context.RequestAborted);
        Assert.Equal(body, await _host.PushAsync(Here));

        body = new string('x', WebhookClient.LongestAnswer + 1);
        Assert.Equal(string.Empty, await _host.PushAsync(Here));
    }

    [Fact]
    public async Task A_car_park_that_does_not_answer_within_3_s_is_tried_twice_and_waited_for_no_longer()
    {
        var clock = new FakeTimeProvider();
        _host.Answer = async context =>
        {
            // Each request that has come costs its whole time.
            clock.Advance(WebhookClient.TimeLimit);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };

        Assert.Null(await _host.PushAsync(Here, time: clock));
        Assert.Equal(2, _host.Received.Count);
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("168.63.129.16")]
    [InlineData("100.100.100.200")]
    [InlineData("192.168.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("224.0.0.1")]
    [InlineData("0.0.0.0")]
    public async Task A_name_that_leads_to_an_address_of_ours_is_not_connected_to(string address)
    {
        _host.Names.Enqueue([IPAddress.Parse(address)]);
        _host.Names.Enqueue([IPAddress.Parse(address)]);

        Assert.Null(await _host.PushAsync("https://car-park.example:{port}/", allowed: ""));

        Assert.Empty(_host.Dialled);
        Assert.Empty(_host.Received);
        Assert.All(_host.Logged, line => Assert.Contains(WebhookConnector.NotAllowed, line, StringComparison.Ordinal));
        Assert.DoesNotContain(_host.Logged, line => line.Contains("car-park.example", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://car-park.example:{port}/hook?secret=1", "8.8.8.8")]
    [InlineData("https://car-park.example:{port}/hook?secret=1", "10.0.0.1")]
    public async Task No_failure_names_the_URL_or_its_host_in_the_log(string url, string address)
    {
        _host.Names.Enqueue([IPAddress.Parse(address)]);
        _host.Names.Enqueue([IPAddress.Parse(address)]);

        Assert.Null(await _host.PushAsync(url, allowed: ""));

        Assert.Equal(2, _host.Logged.Count);
        Assert.DoesNotContain(_host.Logged, line => line.Contains("car-park.example", StringComparison.Ordinal) || line.Contains("secret=1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_is_resolved_once_for_a_connection_so_one_that_changes_between_check_and_connect_leads_nowhere_else()
    {
        _host.Names.Enqueue([IPAddress.Parse("8.8.8.8")]);
        _host.Names.Enqueue([IPAddress.Parse("127.0.0.1")]);

        // The first try connects to what was judged (and fails, since no TLS is spoken here); the second judges anew and does not connect.
        Assert.Null(await _host.PushAsync("https://car-park.example:{port}/", allowed: ""));

        Assert.Equal([IPAddress.Parse("8.8.8.8")], _host.Dialled.Select(address => address.Address));
        Assert.Empty(_host.Names);
        Assert.Empty(_host.Received);
    }

    [Fact]
    public async Task Of_several_addresses_only_the_public_are_connected_to()
    {
        IPAddress[] mixed = [IPAddress.Parse("10.0.0.1"), IPAddress.Parse("8.8.4.4")];
        _host.Names.Enqueue(mixed);
        _host.Names.Enqueue(mixed);

        await _host.PushAsync("https://car-park.example:{port}/", allowed: "");

        Assert.All(_host.Dialled, address => Assert.Equal("8.8.4.4", address.Address.ToString()));
    }

    [Fact]
    public async Task What_a_setting_allows_by_name_may_lead_anywhere()
    {
        _host.Names.Enqueue([IPAddress.Loopback]);

        Assert.NotNull(await _host.PushAsync("http://simulator:{port}/", allowed: "simulator"));
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("http://car-park.example/")]
    [InlineData("nothing")]
    public async Task A_URL_that_is_no_longer_allowed_is_not_called(string url)
    {
        Assert.Null(await _host.PushAsync(url));
        Assert.Empty(_host.Dialled);
    }
}
