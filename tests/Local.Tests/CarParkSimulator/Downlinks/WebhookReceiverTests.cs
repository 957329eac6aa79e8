using System.Security.Cryptography;
using System.Text;
using HzFunctions.Local.CarParkSimulator.Downlinks;
using HzFunctions.Local.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Local.Tests.CarParkSimulator.Downlinks;

/// <summary>A car park that is called believes only who has the secret, and only for a while.</summary>
public sealed class WebhookReceiverTests : IDisposable
{
    private const string Body = """{"id":"payResult.7.00","topic":"payResult","requestId":7,"timestamp":"2026-11-23 09:10:30","data":{"billID":"B-1"}}""";

    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("secret");

    private readonly NoticeBench _bench = new(DownlinkForm.Webhook);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 9, 10, 30, TimeSpan.FromHours(8)));

    [Fact]
    public async Task A_call_with_the_right_signature_is_written_down_and_answered_with_success()
    {
        var result = Assert.IsType<JsonHttpResult<System.Text.Json.Nodes.JsonObject>>(await CallAsync(Body, Sign(Body)));

        Assert.Equal("""{"success":true}""", result.Value!.ToJsonString());
        Assert.Equal(["7"], _bench.Told());
    }

    [Theory]
    [InlineData("the body was changed")]
    [InlineData("the timestamp was changed")]
    [InlineData("the secret is another")]
    [InlineData("the signature is missing")]
    [InlineData("the timestamp is missing")]
    [InlineData("it is six minutes old")]
    public async Task Any_other_call_is_turned_away_and_leaves_no_trace(string fault)
    {
        var signed = Sign(Body);
        var (body, headers) = fault switch
        {
            "the body was changed" => (Body.Replace("B-1", "B-2", StringComparison.Ordinal), signed),
            "the timestamp was changed" => (Body, signed with { Timestamp = $"{long.Parse(signed.Timestamp, null) + 1}" }),
            "the secret is another" => (Body, Sign(Body, Encoding.ASCII.GetBytes("another"))),
            "the signature is missing" => (Body, signed with { Signature = "" }),
            "the timestamp is missing" => (Body, signed with { Timestamp = "" }),
            _ => (Body, signed),
        };
        if (fault == "it is six minutes old")
        {
            _time.Advance(TimeSpan.FromMinutes(6));
        }

        Assert.IsType<UnauthorizedHttpResult>(await CallAsync(body, headers));
        Assert.Empty(_bench.Told());
    }

    public void Dispose() => _bench.Dispose();

    private Task<IResult> CallAsync(string body, Headers headers)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Request.Headers["X-HZ-Timestamp"] = headers.Timestamp;
        context.Request.Headers["X-HZ-Signature"] = headers.Signature;
        return new WebhookReceiver(Secret, _bench.Desk, NoticeBench.Prompt, _time).ReceiveAsync(context.Request, TestContext.Current.CancellationToken);
    }

    private Headers Sign(string body, byte[]? secret = null)
    {
        var timestamp = $"{_time.GetUtcNow().ToUnixTimeSeconds()}";
        return new Headers(timestamp, Convert.ToHexStringLower(HMACSHA256.HashData(secret ?? Secret, Encoding.UTF8.GetBytes($"{timestamp}.{body}"))));
    }

    private sealed record Headers(string Timestamp, string Signature);
}
