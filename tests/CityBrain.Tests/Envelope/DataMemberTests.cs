using CsCheck;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.CityBrain.Tests.Envelope;

public sealed class DataMemberTests
{
    [Theory]
    [InlineData("""{"data":{"plateNo":"浙A01C01","n":1}}""", """{"data":"{\"plateNo\":\"浙A01C01\",\"n\":1}"}""")]
    [InlineData("""{"data":{"a":"\n\\"},"v":2}""", """{"data":"{\"a\":\"\\n\\\\\"}","v":2}""")]
    [InlineData("""{"data":{}}""", """{"data":"{}"}""")]
    public void An_object_becomes_a_string_with_the_same_JSON_and_back(string asObject, string asString)
    {
        Assert.Equal(asString, DataMember.AsString(asObject));
        Assert.True(DataMember.TryAsObject(asString, out var back));
        Assert.Equal(asObject, back);
    }

    [Theory]
    [InlineData("""{"data":"already"}""")]
    [InlineData("""{"other":{}}""")]
    [InlineData("{}")]
    public void What_has_no_object_as_data_stays_as_it_is(string json)
    {
        Assert.Equal(json, DataMember.AsString(json));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"data":"no JSON"}""")]
    [InlineData("""{"data":"{\"a\":1"}""")]
    [InlineData("""{"data":"\ud83d"}""")]
    [InlineData("""{"data":""}""")]
    [InlineData("""{"data":"{} {}"}""")]
    public void A_text_that_holds_no_JSON_as_data_is_refused_without_an_exception(string json)
    {
        Assert.False(DataMember.TryAsObject(json, out var result));
        Assert.Null(result);
    }

    [Fact]
    public void Any_text_at_all_is_turned_or_refused()
    {
        string[] pieces = ["{", "}", "\"", "\\\"", "\\\\", "\\ud83d", "\\\\ud83d", "\\\\u", ":", ",", "[", "]", "1", "data", "null"];
        Gen.OneOf(pieces).Array[0, 15].Select(string.Concat).Select(text => $$"""{"data":"{{text}}"}""").Sample(
            json => Assert.Equal(DataMember.TryAsObject(json, out var result), result is not null),
            iter: 20_000);
    }
}
