using System.Net;
using System.Text;
using HzFunctions.CityBrain.Client;

namespace HzFunctions.CityBrain.Tests.Client;

public sealed class ClassificationTests
{
    [Theory]
    [InlineData("""{"resultCode":"200","msg":"操作成功"}""", AnswerOutcome.Accepted, "200")]
    [InlineData("""{"resultCode":200,"msg":"操作成功"}""", AnswerOutcome.Accepted, "200")]
    [InlineData("""{"resultCode":" 200 ","msg":"操作成功"}""", AnswerOutcome.Accepted, "200")]
    [InlineData("""{"resultCode":200.0,"msg":"操作成功"}""", AnswerOutcome.Accepted, "200.0")]
    [InlineData("""{"resultCode":"204","msg":"操作成功"}""", AnswerOutcome.NoData, "204")]
    [InlineData("""{"resultCode":400,"msg":"操作成功"}""", AnswerOutcome.Refused, "400")]
    [InlineData("""{"resultCode":"500","msg":"操作成功"}""", AnswerOutcome.RecordError, "500")]
    [InlineData("""{"resultCode":"401","msg":"操作成功"}""", AnswerOutcome.Refused, "401")]
    [InlineData("""{"resultCode":"OK","msg":"操作成功"}""", AnswerOutcome.Refused, "OK")]
    [InlineData("""{"resultCode":"-1","msg":"操作成功"}""", AnswerOutcome.Refused, "-1")]
    [InlineData("""{"resultCode":1e999,"msg":"操作成功"}""", AnswerOutcome.Refused, "1e999")]
    [InlineData("""{"code":200,"message":"操作成功"}""", AnswerOutcome.Accepted, "200")]
    [InlineData("""{"code":"500","message":"操作成功"}""", AnswerOutcome.RecordError, "500")]
    [InlineData("""{"resultCode":null,"code":"204","msg":"操作成功"}""", AnswerOutcome.NoData, "204")]
    public async Task R5_the_result_code_decides_whatever_its_type(string body, AnswerOutcome outcome, string code)
    {
        var answer = await Answered.WithAsync(body);

        Assert.Equal(outcome, answer.Outcome);
        Assert.Equal(code, answer.ResultCode);
        Assert.Equal("操作成功", answer.Message);
        Assert.NotNull(answer.Body);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "400", AnswerOutcome.Refused)]
    [InlineData(HttpStatusCode.NotFound, "204", AnswerOutcome.NoData)]
    [InlineData(HttpStatusCode.InternalServerError, "500", AnswerOutcome.RecordError)]
    [InlineData(HttpStatusCode.InternalServerError, "200", AnswerOutcome.Accepted)]
    public async Task A_readable_result_code_decides_whatever_the_status_is(HttpStatusCode status, string code, AnswerOutcome outcome)
    {
        var answer = await Answered.WithAsync($$"""{"resultCode":"{{code}}"}""", status: status);

        Assert.Equal(outcome, answer.Outcome);
        Assert.Equal("", answer.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("200")]
    [InlineData("[]")]
    [InlineData("\"200\"")]
    [InlineData("{\"resultCode\":\"200\"")]
    [InlineData("{\"resultCode\":\"200\"}}")]
    public async Task What_is_no_JSON_object_is_nothing_answered(string body)
    {
        var answer = await Answered.WithAsync(body);

        Assert.Equal(AnswerOutcome.NothingAnswered, answer.Outcome);
        Assert.Equal("HTTP 200 without a JSON object", answer.Message);
    }

    [Fact]
    public async Task JSON_nested_without_end_is_nothing_answered()
    {
        var answer = await Answered.WithAsync("{\"a\":" + new string('[', 100_000));

        Assert.Equal(AnswerOutcome.NothingAnswered, answer.Outcome);
    }

    [Theory]
    [InlineData("uploadHeartbeat", """{}""")]
    [InlineData("uploadHeartbeat", """{"payStatus":1}""")]
    [InlineData("applyPayment", """{"payStatus":1,"billID":"1"}""")]
    [InlineData("getPayResult", """{"billID":"1"}""")]
    [InlineData("getOverDueResult", """{"plateNo":"浙A01001"}""")]
    [InlineData("getPayResult", """{"resultCode":{},"msg":"x"}""")]
    [InlineData("getPayResult", """{"timestamp":"2026-11-23","status":500,"error":"Internal Server Error"}""")]
    public async Task An_object_without_a_result_code_is_nothing_answered(string interfaceName, string body)
    {
        var answer = await Answered.WithAsync(body, interfaceName);

        Assert.Equal(AnswerOutcome.NothingAnswered, answer.Outcome);
        Assert.Equal("HTTP 200 without a resultCode", answer.Message);
    }

    [Theory]
    [InlineData("getPayResult", """{"billID":"1","payStatus":0}""")]
    [InlineData("getPayResult", """{"billID":"1","payStatus":"1"}""")]
    [InlineData("getOverDueResult", """{"plateNo":"浙A01001","unPay":1000,"prevent":1}""")]
    [InlineData("getOverDueResult", """{"plateNo":"浙A01001","overDueCount":0,"unPay":0}""")]
    public async Task R58_R78_the_two_answers_printed_without_a_result_code_are_accepted_by_their_members(string interfaceName, string body)
    {
        var answer = await Answered.WithAsync(body, interfaceName);

        Assert.Equal(AnswerOutcome.Accepted, answer.Outcome);
        Assert.Null(answer.ResultCode);
    }

    [Fact]
    public async Task An_error_page_is_no_answer_even_with_the_members_of_one()
    {
        var answer = await Answered.WithAsync("""{"payStatus":1}""", "getPayResult", HttpStatusCode.InternalServerError);

        Assert.Equal(AnswerOutcome.NothingAnswered, answer.Outcome);
    }

    [Fact]
    public async Task Where_an_answer_without_a_code_would_do_a_code_still_decides()
    {
        var answer = await Answered.WithAsync("""{"resultCode":"204","payStatus":0}""", "getPayResult");

        Assert.Equal(AnswerOutcome.NoData, answer.Outcome);
    }

    [Theory]
    [InlineData("\uFEFF{\"resultCode\":\"200\"}")]
    [InlineData(" \r\n{\"resultCode\":\"200\",}\n")]
    [InlineData("{\"resultCode\":\"200\" // 成功\n}")]
    public async Task A_mark_before_it_a_comment_or_a_comma_too_many_are_read_over(string body)
    {
        Assert.Equal(AnswerOutcome.Accepted, (await Answered.WithAsync(body)).Outcome);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_cost_the_words_but_not_the_code()
    {
        byte[] body = [.. "{\"msg\":\""u8, 0xB2, 0xD9, 0xD7, 0xF7, .. "\",\"resultCode\":\"200\"}"u8];

        var answer = await Answered.WithAsync(body);

        Assert.Equal(AnswerOutcome.Accepted, answer.Outcome);
        Assert.Contains('\uFFFD', answer.Message);
    }

    [Theory]
    [InlineData("""{"resultCode":"400","msg":"a\ud83d"}""", "a\uFFFD")]
    [InlineData("""{"resultCode":"400","msg":"a\uDE00b"}""", "a\uFFFDb")]
    [InlineData("""{"resultCode":"400","msg":"\ud83d\ud83d\ude00"}""", "\uFFFD😀")]
    [InlineData("""{"resultCode":"400","msg":"\\ud83d"}""", "\\ud83d")]
    [InlineData("""{"resultCode":"400","\ud83d":1,"msg":"x"}""", "x")]
    public async Task Half_of_a_surrogate_pair_becomes_the_replacement_character(string body, string message)
    {
        var answer = await Answered.WithAsync(body);

        Assert.Equal(AnswerOutcome.Refused, answer.Outcome);
        Assert.Equal(message, answer.Message);
    }

    [Fact]
    public async Task The_words_are_cut_at_256_characters_but_never_inside_one()
    {
        var cut = await Answered.WithAsync($$"""{"resultCode":"400","msg":"{{new string('字', 300)}}"}""");
        var cutBeforeAPair = await Answered.WithAsync($$"""{"resultCode":"400","msg":"{{new string('字', 255)}}😀"}""");

        Assert.Equal(new string('字', 256), cut.Message);
        Assert.Equal(new string('字', 255), cutBeforeAPair.Message);
    }

    [Fact]
    public async Task The_answer_s_own_text_shows_neither_words_nor_body()
    {
        var answer = await Answered.WithAsync("""{"resultCode":"400","msg":"浙A12345 不存在"}""");

        Assert.Matches("^Refused 400 after [0-9]+ ms$", answer.ToString());
    }

    [Fact]
    public async Task The_longest_list_that_the_standard_allows_is_read()
    {
        var list = new StringBuilder("""{"resultCode":200,"data":""");
        var data = JsonText(new string('字', DownUidAnswer.DeclaredLength));

        var answer = await Answered.WithAsync(list.Append(data).Append('}').ToString(), "downUID");

        Assert.Equal(AnswerOutcome.Accepted, answer.Outcome);
        Assert.Equal(DownUidAnswer.DeclaredLength, DownUidAnswer.Read(answer.Body!.Value).DataLength);
    }

    private static string JsonText(string text) => $"\"{text}\"";
}
