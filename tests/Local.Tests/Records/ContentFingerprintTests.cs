using System.Text.Json;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.Tests.Records;

public sealed class ContentFingerprintTests
{
    private const string Record = """{"uid":"1","plateNo":"浙A12345","uploadTime":"2026-11-23 09:10:11","params":{"a":1,"b":2}}""";

    [Theory]
    [InlineData("""{"plateNo":"浙A12345","uid":"1","params":{"b":2,"a":1},"uploadTime":"2026-11-23 09:10:11"}""")]
    [InlineData("""{"uid":"1","plateNo":"浙A12345","uploadTime":"2026-11-23 10:00:00","params":{"a":1,"b":2}}""")]
    [InlineData("""{ "uid": "1", "plateNo": "\u6d59A12345", "params": { "a": 1, "b": 2 } }""")]
    public void The_same_content_has_the_same_fingerprint(string other)
    {
        Assert.Equal(Of(Record), Of(other));
    }

    [Theory]
    [InlineData("""{"uid":"2","plateNo":"浙A12345","params":{"a":1,"b":2}}""")]
    [InlineData("""{"uid":1,"plateNo":"浙A12345","params":{"a":1,"b":2}}""")]
    [InlineData("""{"uid":"1","plateNo":"浙A12345","params":{"a":1,"b":3}}""")]
    [InlineData("""{"uid":"1","plateNo":"浙A12345","params":{"a":1,"b":2,"uploadTime":"x"}}""")]
    [InlineData("""{"uid":"1","plateNo":"浙A12345"}""")]
    public void Other_content_has_another_fingerprint(string other)
    {
        Assert.NotEqual(Of(Record), Of(other));
    }

    [Fact]
    public void A_photo_belongs_to_the_content()
    {
        Assert.NotEqual(Of(Record), Of(Record, ContentFingerprint.OfFile([1, 2, 3])));
        Assert.NotEqual(Of(Record, ContentFingerprint.OfFile([1])), Of(Record, ContentFingerprint.OfFile([2])));
    }

    private static string Of(string json, string? file = null) => ContentFingerprint.Of(JsonElement.Parse(json), file);
}
