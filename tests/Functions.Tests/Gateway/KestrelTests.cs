using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace HzFunctions.Functions.Tests.Gateway;

/// <summary>What only a real server and raw bytes show.</summary>
public sealed class KestrelTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync(onPort: true);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_event_goes_through_a_real_server() =>
        Assert.Equal(200, (await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"))).Status);

    [Fact]
    public async Task A_body_in_chunks_has_no_length_and_is_refused_with_411()
    {
        var answer = await ExchangeAsync(
            $"POST /api/v2/cp/uploadCarInData HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Api-Key: {_host.ApiKey}\r\n"
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 411 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"resultCode\":\"411\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_without_a_body_is_refused()
    {
        var answer = await ExchangeAsync(
            $"POST /api/v2/cp/uploadCarInData HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Api-Key: {_host.ApiKey}\r\n"
            + "Content-Type: application/json\r\n\r\n");

        Assert.Matches("^HTTP/1.1 4(00|11) ", answer);
    }

    [Fact]
    public async Task Ten_megabytes_are_refused_with_413_before_they_are_read()
    {
        var answer = await ExchangeAsync(
            $"POST /api/v2/cp/uploadCarInData HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Api-Key: {_host.ApiKey}\r\n"
            + "Content-Type: application/json\r\nContent-Length: 10000000\r\n\r\n{\"data\":");

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_shorter_than_its_length_keeps_nothing_and_logs_nothing_of_it()
    {
        var body = $$"""{"data":{"plateNo":"{{Vehicle.Plate}}",""";
        using (var client = await ConnectAsync())
        {
            await client.GetStream().WriteAsync(
                Encoding.UTF8.GetBytes(
                    $"POST /api/v2/cp/uploadCarInData HTTP/1.1\r\nHost: x\r\nX-Api-Key: {_host.ApiKey}\r\n"
                    + $"Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{body}"),
                Stop);
        }

        Assert.Equal(200, (await _host.GetAsync("/health")).Status);
        Assert.Empty(_host.Log.Partitions);
        Assert.All(_host.Logged.Records, record => Assert.DoesNotContain(Vehicle.Plate, record, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET /api/v2/receipts/uploadCarInData.%00 HTTP/1.1")]
    [InlineData("POST /api/v2/cp/../../ops/sites HTTP/1.1")]
    [InlineData("GET /api/v2/receipts/../../../ops/sites HTTP/1.1")]
    [InlineData("GET /api/v2/receipts/%2e%2e%2f%2e%2e%2fops HTTP/1.1")]
    [InlineData("GET //ops/sites HTTP/1.1")]
    public async Task A_path_with_tricks_leads_nowhere(string line)
    {
        var answer = await ExchangeAsync($"{line}\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\nX-Api-Key: {_host.ApiKey}\r\n\r\n");

        Assert.Matches("^HTTP/1.1 4[0-9][0-9] ", answer);
    }

    [Fact]
    public async Task Many_callers_at_once_are_all_answered()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => _host.PostAsync(
            "uploadCarInData", Requests.Of("uploadCarInData", data => data["arriveID"] = number.ToString(CultureInfo.InvariantCulture)))));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(100, answers.Select(answer => answer.Text("receipt")).Distinct().Count());
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", _host.Client.BaseAddress!.Port, Stop);
        return client;
    }

    private async Task<string> ExchangeAsync(string request)
    {
        using var client = await ConnectAsync();
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request), Stop);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await client.GetStream().ReadAsync(buffer, Stop) is > 0 and var count)
            {
                answer.Append(Encoding.UTF8.GetString(buffer, 0, count));
            }
        }
        catch (IOException)
        {
            // A server that refuses what is still being sent may reset the connection after its answer.
        }

        return answer.ToString();
    }
}
