using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HzFunctions.Local.CarParkSimulator.Downlinks;

/// <summary>A car park that is called when the city brain has sent something down. It believes nobody without the right signature.</summary>
internal sealed class WebhookReceiver(byte[] secret, NoticeDesk desk, Temper temper, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(5);

    public async Task<IResult> ReceiveAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        if (!IsGenuine(request.Headers["X-HZ-Timestamp"].ToString(), request.Headers["X-HZ-Signature"].ToString(), body.ToArray()))
        {
            return Results.Unauthorized();
        }

        await temper.DawdleAsync(cancellation);
        var notice = JsonSerializer.Deserialize<DownlinkNotice>(body.ToArray(), JsonSerializerOptions.Web)!;
        return Results.Json<JsonObject>(desk.Take(notice.Topic, notice.RequestId, notice.Data));
    }

    private bool IsGenuine(string timestamp, string signature, byte[] body)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || (time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Freshness)
        {
            return false;
        }

        byte[] signed = [.. Encoding.ASCII.GetBytes($"{timestamp}."), .. body];
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(secret, signed));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(signature));
    }
}
