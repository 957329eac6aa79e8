using System.Text;
using HzFunctions.Durable.Invocation;

namespace HzFunctions.Durable.Tests.Worker;

/// <summary>The host's envelope, in the forms that were seen.</summary>
public sealed class HostInvocationTests
{
    [Theory]
    [InlineData("""{"Data":{"x":"\"hello\""}}""", "hello")]
    [InlineData("""{"Data":{"x":"hello"}}""", "hello")]
    [InlineData("""{"Data":{"x":"\"{\\\"a\\\":1}\""}}""", """{"a":1}""")]
    [InlineData("""{"Data":{"x":{"a":1}}}""", """{"a":1}""")]
    [InlineData("""{"Data":{"x":"null"}}""", null)]
    [InlineData("""{"Data":{"x":null}}""", null)]
    [InlineData("""{"Data":{"x":"1"}}""", "1")]
    [InlineData("""{"Data":{"x":"\"broken"}}""", "\"broken")]
    public async Task A_binding_gives_its_text(string body, string? text)
    {
        using var invocation = await ReadAsync(body);
        Assert.Equal(text, invocation.TextOf("x"));
        Assert.Equal(text, invocation.OnlyText);
    }

    [Fact]
    public async Task A_binding_that_is_not_there_is_named()
    {
        using var invocation = await ReadAsync("""{"Data":{"x":"1","y":"2"}}""");
        Assert.Contains("'z'", Assert.Throws<FormatException>(() => invocation.TextOf("z")).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => invocation.OnlyText);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Data":[]}""")]
    public async Task What_is_no_envelope_is_refused(string body) => await Assert.ThrowsAsync<FormatException>(() => ReadAsync(body));

    private static Task<HostInvocation> ReadAsync(string body) =>
        HostInvocation.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(body)), TestContext.Current.CancellationToken);
}
