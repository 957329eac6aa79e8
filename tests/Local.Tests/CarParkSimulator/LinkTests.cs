using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using HzFunctions.Local.CarParkSimulator.Links;
using HzFunctions.Local.Tests.CitySimulator;
using HzFunctions.Local.Tests.Wire;
using HzFunctions.Local.Wire;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Local.Tests.CarParkSimulator;

public sealed class LinkTests : IDisposable
{
    private const string Success = """{"resultCode":"200","msg":"操作成功","receipt":"r-1","state":"pending"}""";

    private readonly RecordingHandler _gateway = new();
    private readonly FakeTimeProvider _time = new();
    private readonly HttpClient _http;

    public LinkTests() => _http = new HttpClient(_gateway) { BaseAddress = new Uri("http://gateway"), Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task The_json_form_is_data_with_the_key_in_a_header_and_of_known_length()
    {
        _gateway.Answer(HttpStatusCode.OK, Success);

        var answer = await SendAsync(Json());

        var accepted = Assert.IsType<UploadAnswer.Accepted>(answer);
        Assert.Equal(("r-1", "pending"), (accepted.Receipt, accepted.Body.GetProperty("state").GetString()));
        Assert.Equal(("/api/v2/cp/uploadCarInData", "id.secret", "application/json"), (_gateway.Path, _gateway.ApiKey, _gateway.ContentType));
        Assert.Equal(Encoding.UTF8.GetByteCount(_gateway.Body), _gateway.ContentLength);
        Assert.True(JsonNode.DeepEquals(Samples.Of("uploadCarInData"), JsonNode.Parse(_gateway.Body)!["data"]));
    }

    [Fact]
    public async Task R22_A_photo_stands_beside_data_in_the_json_form()
    {
        _gateway.Answer(HttpStatusCode.OK, Success);

        await Json().SendAsync("uploadPhoto", Samples.Of("uploadPhoto"), [1, 2, 3], TestContext.Current.CancellationToken);

        Assert.Equal("AQID", (string)JsonNode.Parse(_gateway.Body)!["file"]!);
    }

    [Fact]
    public async Task R4_R22_The_wire_form_is_sealed_with_the_photo_as_a_field_of_its_own()
    {
        _gateway.Answer(HttpStatusCode.OK, Success);

        await Wire().SendAsync("uploadPhoto", Samples.Of("uploadPhoto"), [0xFB, 0xEF, 0xFF], TestContext.Current.CancellationToken);

        var form = HttpUtility.ParseQueryString(_gateway.Body);
        var sender = WireKeys.ReadPublic(Vectors.PublicKey("carpark-1024"));
        var opened = new WireOpener(sender, WireHash.Md5, sender).Open(form["cipher"]!, form["sign"]!);
        Assert.Equal("application/x-www-form-urlencoded", _gateway.ContentType);
        Assert.Equal(("A00001", "++//"), (form["accessID"], form["file"]));
        Assert.True(JsonNode.DeepEquals(Samples.Of("uploadPhoto"), JsonNode.Parse(opened.Text!)!["data"]));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, """{"resultCode":"400","msg":"plateColor: 9"}""", "400")]
    [InlineData(HttpStatusCode.Forbidden, """{"resultCode":"403","msg":"not yours"}""", "403")]
    [InlineData(HttpStatusCode.OK, """{"resultCode":400,"msg":"缺失参数"}""", "400")]
    [InlineData(HttpStatusCode.OK, """{"resultCode":"204","msg":"没有查询到数据"}""", "204")]
    public async Task A_refusal_is_final_whether_the_status_or_the_code_says_it(HttpStatusCode status, string body, string code)
    {
        _gateway.Answer(status, body);

        Assert.Equal(code, Assert.IsType<UploadAnswer.Refused>(await SendAsync(Json())).ResultCode);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "")]
    [InlineData(HttpStatusCode.InternalServerError, """{"resultCode":"500"}""")]
    [InlineData(HttpStatusCode.TooManyRequests, """{"resultCode":"429"}""")]
    [InlineData(HttpStatusCode.RequestTimeout, "")]
    [InlineData(HttpStatusCode.OK, """{"resultCode":"500","msg":"later"}""")]
    [InlineData(HttpStatusCode.OK, """{"resultCode":"429","msg":"slower"}""")]
    [InlineData(HttpStatusCode.OK, """{"resultCode":504}""")]
    [InlineData(HttpStatusCode.OK, "<html></html>")]
    [InlineData(HttpStatusCode.OK, "[]")]
    [InlineData(HttpStatusCode.OK, "{}")]
    [InlineData(HttpStatusCode.BadGateway, "<html></html>")]
    public async Task What_does_not_say_whether_the_event_was_taken_is_no_answer(HttpStatusCode status, string body)
    {
        _gateway.Answer(status, body);

        Assert.IsType<UploadAnswer.Unanswered>(await SendAsync(Json()));
        Assert.IsType<UploadAnswer.Unanswered>(await SendAsync(Wire()));
    }

    [Fact]
    public async Task How_long_to_wait_is_heard()
    {
        _gateway.Answer(HttpStatusCode.TooManyRequests, "{}", retryAfter: 7);

        Assert.Equal(TimeSpan.FromSeconds(7), Assert.IsType<UploadAnswer.Unanswered>(await SendAsync(Json())).RetryAfter);
    }

    [Fact]
    public async Task A_connection_that_fails_is_no_answer()
    {
        _gateway.Fail(new HttpRequestException("refused"));

        Assert.IsType<UploadAnswer.Unanswered>(await SendAsync(Json()));
    }

    [Fact]
    public async Task A_gateway_that_says_nothing_is_given_up_after_a_while()
    {
        _gateway.SayNothing();
        var sending = SendAsync(Json());
        Assert.False(sending.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("no answer in time", Assert.IsType<UploadAnswer.Unanswered>(await sending).Reason);
    }

    [Fact]
    public async Task Who_abandons_a_call_is_not_told_that_it_went_unanswered()
    {
        _gateway.SayNothing();
        using var abandon = new CancellationTokenSource();
        var sending = Json().SendAsync("uploadCarInData", Samples.Of("uploadCarInData"), null, abandon.Token);

        await abandon.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    private JsonLink Json() => new(new GatewayCall(_http, _time), "id.secret");

    private WireLink Wire() => new(new GatewayCall(_http, _time), "A00001", CityUnderTest.KeyOf(CityUnderTest.First));

    private static Task<UploadAnswer> SendAsync(ICarParkLink link) =>
        link.SendAsync("uploadCarInData", Samples.Of("uploadCarInData"), null, TestContext.Current.CancellationToken);

    private sealed class RecordingHandler : HttpMessageHandler
    {
        private Func<CancellationToken, Task<HttpResponseMessage>> _answer = _ => throw new InvalidOperationException();

        public string? Path { get; private set; }

        public string? ApiKey { get; private set; }

        public string? ContentType { get; private set; }

        public long? ContentLength { get; private set; }

        public string Body { get; private set; } = "";

        public void Answer(HttpStatusCode status, string body, int? retryAfter = null) => _answer = _ =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(body) };
            response.Headers.RetryAfter = retryAfter is { } seconds ? new(TimeSpan.FromSeconds(seconds)) : null;
            return Task.FromResult(response);
        };

        public void Fail(Exception exception) => _answer = _ => throw exception;

        public void SayNothing() => _answer = async cancellation =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            throw new InvalidOperationException();
        };

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Path = request.RequestUri!.AbsolutePath;
            ApiKey = request.Headers.TryGetValues("X-Api-Key", out var keys) ? keys.Single() : null;
            ContentType = request.Content!.Headers.ContentType!.MediaType;
            ContentLength = request.Content.Headers.ContentLength;
            Body = await request.Content.ReadAsStringAsync(cancellationToken);
            return await _answer(cancellationToken);
        }
    }
}
