using System.Text;
using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Validation;

namespace HzFunctions.CityBrain.Tests.Validation;

public sealed class BadTextTests
{
    [Theory]
    [InlineData("""{"parkingCode":"1","parkingCode":"2","uploadTime":"2015-09-01 09:10:11"}""", "parkingCode")]
    [InlineData("""{"parkingCode":"1"," parkingCode ":"1","uploadTime":"2015-09-01 09:10:11"}""", "parkingCode")]
    [InlineData("""{"parkingCode":"1","parking\u0043ode":"1","uploadTime":"2015-09-01 09:10:11"}""", "parkingCode")]
    [InlineData("""{"parkingCode":"1","uploadTime":"2015-09-01 09:10:11","x":1,"x":1}""", "x")]
    [InlineData("""{"parkingCode":"1","uploadTime":"2015-09-01 09:10:11","x":[{"y":1,"y":1}]}""", "x")]
    public void A_member_given_twice_is_refused_however_it_is_written(string data, string field)
    {
        var error = Assert.Single(Validating.Validate("uploadHeartbeat", data).Errors);
        Assert.Equal((field, FieldRule.Duplicate), (error.Field, error.Rule));
    }

    [Fact]
    public void A_member_given_twice_inside_params_is_refused()
    {
        var data = SampleRequest.Of("confirmOverDueResult").ToJsonString()
            .Replace("\"prevent\":1", "\"prevent\":1,\"prevent\":0", StringComparison.Ordinal);
        Assert.Equal("params.prevent", Assert.Single(Validating.Validate("confirmOverDueResult", data).Errors).Field);
    }

    [Theory]
    [InlineData("""{"parkingCode":"\ud83d","uploadTime":"2015-09-01 09:10:11"}""", "parkingCode")]
    [InlineData("""{"parkingCode":"1\u0000","uploadTime":"2015-09-01 09:10:11"}""", "parkingCode")]
    [InlineData("""{"parkingCode":"1\u007f","uploadTime":"2015-09-01 09:10:11"}""", "parkingCode")]
    [InlineData("""{"parkingCode":"1\n2","uploadTime":"2015-09-01 09:10:11"}""", "parkingCode")]
    [InlineData("""{"parkingCode":"1","uploadTime":"2015-09-01 09:10:11","remark":"a\u0007"}""", "remark")]
    [InlineData("""{"parkingCode":"1","uploadTime":"2015-09-01 09:10:11","\ud83d":1}""", "(a member that no table knows)")]
    public void Half_characters_and_control_characters_are_no_text(string data, string field)
    {
        var error = Assert.Single(Validating.Validate("uploadHeartbeat", data).Errors);
        Assert.Equal((field, FieldRule.Text), (error.Field, error.Rule));
    }

    [Fact]
    public void Free_text_may_have_several_lines() =>
        Assert.Equal("a\r\n\tb", Validating.Sent("uploadHeartbeat", data => data["remark"] = "a\r\n\tb")["remark"]!.GetValue<string>());

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused()
    {
        byte[] gbk = [.. "{\"parkingCode\":\""u8, 0xCE, 0xE2, .. "\",\"uploadTime\":\"2015-09-01 09:10:11\"}"u8];
        using var document = JsonDocument.Parse(gbk);
        var result = new RequestValidator(StandardCatalogue.Instance)
            .Validate(StandardCatalogue.Instance.Find("uploadHeartbeat")!, document.RootElement);
        Assert.Equal(("data", FieldRule.Text), (Assert.Single(result.Errors).Field, result.Errors[0].Rule));
        Assert.Throws<DecoderFallbackException>(() => new UTF8Encoding(false, true).GetString(gbk));
    }
}
