using HzFunctions.Local.FunctionsHost.Invocation;
using HzFunctions.Local.Tests.Azurite;
using HzFunctions.Local.Tests.FunctionsHost.Support;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.Tests.FunctionsHost;

/// <summary>What a queue message looks like when it reaches the handler: B.1 to B.3.</summary>
public sealed class QueueEnvelopeTests(SharedAzurite azurite)
{
    [Fact]
    public async Task It_is_posted_chunked_with_the_headers_of_the_host_and_no_trace()
    {
        var call = await CallAsync("hello");

        Assert.Equal(("POST", "/Forward", false), (call.Method, call.Target, call.HasContentLength));
        Assert.Equal("chunked", call.Headers["Transfer-Encoding"]);
        Assert.Equal("application/json; charset=utf-8", call.Headers["Content-Type"]);
        Assert.Equal((HandlerClient.HostVersion, HandlerClient.UserAgent), (call.Headers["X-Azure-Functions-HostVersion"], call.Headers["User-Agent"]));
        Assert.True(Guid.TryParse(call.Headers["X-Azure-Functions-InvocationId"], out _));
        Assert.DoesNotContain("traceparent", call.Headers.Keys);
    }

    [Theory]
    [InlineData("hello", "\"hello\"")]
    [InlineData("""{"a":1}""", """ "{\"a\":1}" """)]
    [InlineData("[1]", "\"[1]\"")]
    [InlineData("7", "\"7\"")]
    public async Task The_text_is_encoded_twice_and_never_parsed(string message, string value)
    {
        var call = await CallAsync(message);

        Assert.Equal(value.Trim(), call.Value("Data", "item"));
    }

    [Fact]
    public async Task Metadata_is_what_the_queue_knows_of_the_message()
    {
        var call = await CallAsync("hello");

        var metadata = (JObject)call.Envelope["Metadata"]!;
        Assert.Equal("1", (string?)metadata["DequeueCount"]);
        Assert.Matches("^\"[0-9a-f-]{36}\"$", (string?)metadata["Id"]);
        Assert.Matches("^\".+\"$", (string?)metadata["PopReceipt"]);
        foreach (var instant in new[] { "InsertionTime", "ExpirationTime", "NextVisibleTime" })
        {
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$", (string?)metadata[instant]);
        }

        Assert.Equal(["DequeueCount", "Id", "PopReceipt", "InsertionTime", "ExpirationTime", "NextVisibleTime", "sys"], metadata.Properties().Select(property => property.Name));
        Assert.Equal("Forward", (string?)metadata["sys"]!["MethodName"]);
        Assert.True(Guid.TryParse((string?)metadata["sys"]!["RandGuid"], out _));
        Assert.EndsWith("Z", (string?)metadata["sys"]!["UtcNow"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_of_a_JSON_message_spill_into_metadata_and_win()
    {
        var call = await CallAsync(
            """{"Id":"mine","number":7,"half":1.5,"yes":true,"when":"2024-01-01T00:00:00Z","object":{"a":[1]},"array":[1],"nothing":null,"theTrigger":"x"}""");

        Assert.Equal("\"mine\"", call.Value("Metadata", "Id"));
        Assert.Equal(("\"7\"", "\"1.5\"", "\"True\""), (call.Value("Metadata", "number"), call.Value("Metadata", "half"), call.Value("Metadata", "yes")));
        Assert.Equal("\"01/01/2024 00:00:00\"", call.Value("Metadata", "when"));
        Assert.Equal(1, (int)call.Envelope["Metadata"]!["object"]!["a"]![0]!);
        Assert.All(["array", "nothing", "theTrigger"], name => Assert.Null(call.Envelope["Metadata"]![name]));
    }

    [Fact]
    public async Task A_Base64_queue_is_decoded_first()
    {
        var call = await CallAsync(Convert.ToBase64String("你好"u8), host => host.SetQueues("messageEncoding", "base64"));

        Assert.Equal("\"你好\"", call.Value("Data", "item"));
    }

    [Fact]
    public async Task A_binary_binding_gets_Base64_encoded_once()
    {
        var call = await CallAsync("hello", moreOfTrigger: ""","dataType":"binary" """);

        Assert.Equal("aGVsbG8=", call.Value("Data", "item"));
    }

    private async Task<ReceivedCall> CallAsync(string message, Action<QueueHost>? prepare = null, string moreOfTrigger = "")
    {
        await using var host = await QueueHost.PrepareAsync(azurite, moreOfTrigger);
        prepare?.Invoke(host);
        await host.SendAsync(message);
        await host.Host.StartAsync();
        return await host.Brain.CallAsync();
    }
}
