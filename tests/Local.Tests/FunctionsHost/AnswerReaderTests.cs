using System.Net;
using System.Net.Http.Headers;
using HzFunctions.Local.FunctionsHost.Invocation;

namespace HzFunctions.Local.Tests.FunctionsHost;

/// <summary>The response envelope: B.7.</summary>
public sealed class AnswerReaderTests
{
    [Theory]
    [InlineData("", "application/json", "EMPTY BODY")]
    [InlineData("", null, "EMPTY BODY")]
    [InlineData("null", "application/json", "literal null")]
    [InlineData("{}", "text/plain", "content type 'text/plain'")]
    [InlineData("{}", "application/problem+json", "content type")]
    [InlineData("{}", null, "content type ''")]
    [InlineData("{", "application/json", "cannot be read")]
    [InlineData("""{"Logs":[{}]}""", "application/json", "cannot be read")]
    [InlineData("""{"Logs":"one"}""", "application/json", "cannot be read")]
    public async Task What_is_no_answer_is_told_in_words(string body, string? contentType, string said)
    {
        var error = await Assert.ThrowsAsync<InvocationFailedException>(() => ReadAsync(body, contentType));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("text/json")]
    public async Task Both_JSON_types_are_read_member_names_in_any_case(string contentType)
    {
        var answer = await ReadAsync("""{"outputs":{"Out":"x"},"LOGS":["said",7],"returnvalue":1,"more":0}""", contentType);

        Assert.Equal(("x", 1L), (answer.Outputs!["Out"], answer.ReturnValue));
        Assert.Equal(["said", "7"], answer.Logs);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, "Response status code does not indicate success: 500 (Own Words).")]
    [InlineData(HttpStatusCode.NotModified, "Response status code does not indicate success: 304 (Own Words).")]
    public async Task Only_a_success_counts(HttpStatusCode status, string message)
    {
        var error = await Assert.ThrowsAsync<InvocationFailedException>(() => ReadAsync("{}", "application/json", status));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public async Task Any_success_counts()
    {
        Assert.NotNull(await ReadAsync("{}", "application/json", HttpStatusCode.Accepted));
    }

    private static async Task<HandlerAnswer> ReadAsync(string body, string? contentType, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = new HttpResponseMessage(status) { Content = new StringContent(body), ReasonPhrase = "Own Words" };
        response.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        return await AnswerReader.ReadAsync(response, TestContext.Current.CancellationToken);
    }
}
