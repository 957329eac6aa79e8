using System.Net;
using System.Text.Json.Nodes;
using HzFunctions.Functions.Tests.Gateway;

namespace HzFunctions.Hz.Tests;

/// <summary><c>import</c>: the events of a car park's own outage, uploaded against the real handler.</summary>
public sealed class ImportTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hz-").FullName;

    private GatewayHost _host = null!;

    private string File_ => Path.Combine(_folder, "outage.jsonl");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync(new Dictionary<string, string?> { ["RateLimits:Burst"] = "10000" });

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Every_line_is_accepted_once_and_a_second_call_has_nothing_to_do()
    {
        await WriteAsync(Arrivals(300));
        var counter = new Counting();

        var first = await ImportAsync(counter);
        var second = await ImportAsync(counter);

        Assert.Equal((0, 300, 0), Result(first));
        Assert.Equal((0, 300, 0), Result(second));
        Assert.Equal(300, counter.Requests);
        Assert.Equal(300, Accepted());
    }

    [Fact]
    public async Task Refused_lines_are_kept_with_their_number_and_the_words_and_the_rest_goes_on()
    {
        await WriteAsync([.. Arrivals(3), "no JSON", """{"interface":"uploadCarInData"}""", """{"interface":"uploadCarInData","data":{"plateColor":99}}""", "", .. Arrivals(2, from: 10)]);

        var imported = await ImportAsync(new Counting());

        Assert.Equal((1, 9, 3), Result(imported));
        Assert.Equal(5, Accepted());
        var rejected = await File.ReadAllLinesAsync(File_ + ".rejected", Stop);
        Assert.Equal(["4", "5", "6"], rejected.Select(line => line.Split(' ')[0]));
        Assert.Contains("plateColor", rejected[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_is_away_for_a_while_is_waited_for()
    {
        await WriteAsync(Arrivals(20));

        // Were one line to meet all of them, its pauses would be 331 s, less than the 600 for which it is tried: all pauses count for every line.
        var (flaky, time) = (new Flaky(failures: 15), new HastyTime());

        Assert.Equal((0, 20, 0), Result(await ImportAsync(flaky, time)));

        Assert.Equal(20, Accepted());
        Assert.True(time.Waited > TimeSpan.Zero);
    }

    [Fact]
    public async Task A_gateway_that_says_when_to_come_again_is_left_alone_until_then()
    {
        await WriteAsync(Arrivals(1));
        var time = new HastyTime();

        await ImportAsync(new Flaky(failures: 1, HttpStatusCode.TooManyRequests, retryAfter: 17), time);

        Assert.Equal(TimeSpan.FromSeconds(17), time.Waited);
    }

    [Fact]
    public async Task An_import_that_gives_up_is_gone_on_with_from_where_it_was()
    {
        await WriteAsync(Arrivals(200));
        var dying = new Dying(after: 100);

        var first = await ImportAsync(dying, new HastyTime());
        Assert.Equal(3, first.ExitCode);
        Assert.Contains("go on", first.Error, StringComparison.Ordinal);

        var counter = new Counting();
        Assert.Equal((0, 200, 0), Result(await ImportAsync(counter)));
        Assert.InRange(counter.Requests, 100, 199);
        Assert.Equal(200, Accepted());
    }

    [Fact]
    public async Task Lines_that_were_added_since_are_imported_and_another_file_is_not_taken_for_this_one()
    {
        await WriteAsync(Arrivals(3));
        await ImportAsync(new Counting());
        await File.AppendAllLinesAsync(File_, Arrivals(2, from: 3), Stop);
        Assert.Equal((0, 5, 0), Result(await ImportAsync(new Counting())));

        await WriteAsync(Arrivals(4, from: 100));
        Assert.Equal(2, (await ImportAsync(new Counting())).ExitCode);
        Assert.Equal((0, 4, 0), Result(await ImportAsync(new Counting(), time: null, "--restart")));
        Assert.Equal(9, Accepted());
    }

    [Fact]
    public async Task A_line_of_another_car_park_is_refused_alone_and_a_car_park_that_is_disabled_stops_it_all()
    {
        await WriteAsync([Line("uploadCarInData", data => data["parkingCode"] = "P2").ToJsonString(), .. Arrivals(1)]);
        Assert.Equal((1, 2, 1), Result(await ImportAsync(new Counting())));

        await _host.OperateAsync(HttpMethod.Post, "/ops/sites/disable", new JsonObject { ["accessID"] = "1001", ["parkingCode"] = "P1", ["disabled"] = true });
        var stopped = await ImportAsync(new Counting(), time: null, "--restart");

        Assert.Equal(1, stopped.ExitCode);
        Assert.False(File.Exists(File_ + ".rejected"));
    }

    [Fact]
    public async Task A_wrong_key_ends_it_at_once_and_nothing_is_rejected()
    {
        await WriteAsync(Arrivals(5));
        var key = Path.Combine(_folder, "key");
        await File.WriteAllTextAsync(key, "0123456789abcdef.nothing", Stop);

        var refused = await ImportAsync(new Counting(), time: null, "--api-key-file", key);

        Assert.Equal(1, refused.ExitCode);
        Assert.False(File.Exists(File_ + ".rejected"));
    }

    [Theory]
    [InlineData(404, "<html>")]
    [InlineData(200, "<html>")]
    [InlineData(302, "")]
    [InlineData(403, """{"error":{"code":7}}""")]
    public async Task Something_that_is_not_the_gateway_ends_it_at_once_and_nothing_is_rejected(int status, string answer)
    {
        await WriteAsync(Arrivals(5));

        var stopped = await _host.CallAsync(_ => new Stranger(status, answer), TimeProvider.System, "import", File_);

        Assert.Equal(2, stopped.ExitCode);
        Assert.Contains("not the gateway", stopped.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(File_ + ".rejected"));
        Assert.Equal((0, 5, 0), Result(await ImportAsync(new Counting())));
    }

    [Theory]
    [InlineData("""{"interface":"uploadCarInData","interface":"uploadCarOutData","data":{}}""")]
    [InlineData("""{"interface":"uploadCarInData","data":{"uid":"1","uid":"2"}}""")]
    [InlineData("""{"interface":"uploadPhoto","data":{},"photo":"\u0000"}""")]
    public async Task A_line_in_which_a_name_stands_twice_or_that_makes_no_sense_is_a_bad_line(string line)
    {
        await WriteAsync([line, .. Arrivals(1)]);

        Assert.Equal((1, 2, 1), Result(await ImportAsync(new Counting())));
    }

    [Fact]
    public async Task Photos_are_taken_from_the_line_or_from_a_file_beside_it()
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder, "gate.jpg"), Requests.Jpeg, Stop);
        var inLine = Line("uploadPhoto", data => data["photoID"] = "1");
        inLine["file"] = Convert.ToBase64String(Requests.Jpeg);
        var beside = Line("uploadPhoto", data => data["photoID"] = "2");
        beside["photo"] = "gate.jpg";
        var missing = Line("uploadPhoto", data => data["photoID"] = "3");
        missing["photo"] = "none.jpg";
        await WriteAsync([inLine.ToJsonString(), beside.ToJsonString(), missing.ToJsonString()]);

        Assert.Equal((1, 3, 1), Result(await ImportAsync(new Counting())));
        Assert.Contains("photo", await File.ReadAllTextAsync(File_ + ".rejected", Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import", "/no/such/file")]
    [InlineData("import", "FILE", "--at-once", "0")]
    [InlineData("import", "FILE", "--at-once", "33")]
    public async Task What_cannot_be_begun_ends_with_2(params string[] arguments)
    {
        await WriteAsync(Arrivals(1));

        Assert.Equal(2, (await _host.CallAsync([.. arguments.Select(argument => argument == "FILE" ? File_ : argument)])).ExitCode);
    }

    private static (int ExitCode, int Done, int Rejected) Result(HzResult result)
    {
        Assert.True(result.Output.StartsWith('{'), result.Error);
        return (result.ExitCode, result.Json.GetProperty("done").GetInt32(), result.Json.GetProperty("rejected").GetInt32());
    }

    private static IEnumerable<string> Arrivals(int count, int from = 0) => Enumerable.Range(from, count).Select(number => Line("uploadCarInData", data =>
    {
        (data["arriveID"], data["uid"]) = ($"A-{number}", $"u-{number}");
    }).ToJsonString());

    private static JsonObject Line(string interfaceName, Action<JsonObject> change) =>
        new() { ["interface"] = interfaceName, ["data"] = Requests.Of(interfaceName, change)["data"]!.DeepClone() };

    private int Accepted() => _host.Log.Rows("1001~~P1").Count(row => row.Row.StartsWith("E|uploadCarInData|", StringComparison.Ordinal));

    private Task WriteAsync(IEnumerable<string> lines) => File.WriteAllLinesAsync(File_, lines, Stop);

    private Task<HzResult> ImportAsync(Way network, TimeProvider? time = null, params string[] more) => _host.CallAsync(
        inner => new Undisposed(network, new HttpMessageInvoker(inner)), time ?? TimeProvider.System, ["import", File_, "--json", .. more]);

    /// <summary>The way to the gateway, which several calls take.</summary>
    private abstract class Way
    {
        public abstract Task<HttpResponseMessage> SendAsync(Func<Task<HttpResponseMessage>> arrive);
    }

    // An HttpClient disposes of its handler.
    private sealed class Undisposed(Way way, HttpMessageInvoker gateway) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            way.SendAsync(() => gateway.SendAsync(request, cancellationToken));
    }

    private sealed class Counting : Way
    {
        private int _requests;

        public int Requests => Volatile.Read(ref _requests);

        public override Task<HttpResponseMessage> SendAsync(Func<Task<HttpResponseMessage>> arrive)
        {
            Interlocked.Increment(ref _requests);
            return arrive();
        }
    }

    private sealed class Flaky(int failures, HttpStatusCode status = HttpStatusCode.ServiceUnavailable, int? retryAfter = null) : Way
    {
        private int _left = failures;

        public override Task<HttpResponseMessage> SendAsync(Func<Task<HttpResponseMessage>> arrive)
        {
            if (Interlocked.Decrement(ref _left) < 0)
            {
                return arrive();
            }

            var response = new HttpResponseMessage(status) { Content = new StringContent("{}") };
            response.Headers.RetryAfter = retryAfter is { } seconds ? new(TimeSpan.FromSeconds(seconds)) : null;
            return Task.FromResult(response);
        }
    }

    private sealed class Dying(int after) : Way
    {
        private int _left = after;

        public override Task<HttpResponseMessage> SendAsync(Func<Task<HttpResponseMessage>> arrive) =>
            Interlocked.Decrement(ref _left) >= 0 ? arrive() : throw new HttpRequestException("The connection was refused.");
    }
}
