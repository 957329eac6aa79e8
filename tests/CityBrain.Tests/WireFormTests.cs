using System.Text;
using CsCheck;
using HzFunctions.CityBrain.Validation;

namespace HzFunctions.CityBrain.Tests;

public sealed class WireFormTests
{
    // Half of a surrogate pair is no character that a form could carry.
    private static readonly Gen<string> Text =
        Gen.String[1, 40].Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void R4_the_three_parameters_are_read_from_a_form()
    {
        var fields = WireForm.Read("", "accessID=M00009&cipher=ab%2Fc%3D&sign=x%2By");
        Assert.Empty(fields.Errors);
        Assert.Equal(("M00009", "ab/c=", "x+y", null), (fields.AccessId, fields.Cipher, fields.Sign, fields.File));
    }

    [Theory]
    [InlineData("?")]
    [InlineData("")]
    public void R4_the_three_parameters_are_read_from_a_query_string_with_an_empty_body(string start)
    {
        var fields = WireForm.Read($"{start}cipher=ab%2Fc%3D&accessID=234&sign=xy", "");
        Assert.Empty(fields.Errors);
        Assert.Equal(("234", "ab/c=", "xy"), (fields.AccessId, fields.Cipher, fields.Sign));
    }

    [Fact]
    public void A_blank_that_stood_for_a_plus_sign_is_one_again()
    {
        const string written = "a+b c%20d%2Be";
        var fields = WireForm.Read($"cipher={written}&accessID={written}", $"sign={written}&file={written}");
        Assert.All([fields.Cipher, fields.Sign, fields.File], value => Assert.Equal("a+b+c+d+e", value));
        Assert.Equal("a b c d+e", fields.AccessId);
    }

    [Fact]
    public void R22_a_photo_is_a_parameter_of_its_own() =>
        Assert.Equal("/9j/", WireForm.Read("", "file=%2F9j%2F&accessID=1&cipher=a&sign=b").File);

    [Theory]
    [InlineData("cipher=a&sign=b", "accessID")]
    [InlineData("accessID=1&sign=b", "cipher")]
    [InlineData("accessID=1&cipher=&sign=b", "cipher")]
    [InlineData("accessID=1&cipher=a&sign", "sign")]
    [InlineData("accessid=1&cipher=a&sign=b", "accessID")]
    public void R4_a_parameter_that_is_missing_is_named(string body, string field)
    {
        var error = Assert.Single(WireForm.Read("", body).Errors);
        Assert.Equal((field, FieldRule.Required), (error.Field, error.Rule));
    }

    [Theory]
    [InlineData("", "accessID=1&cipher=a&sign=b&cipher=c")]
    [InlineData("cipher=a", "accessID=1&cipher=a&sign=b")]
    [InlineData("", "accessID=1&cipher=a&sign=b&%63ipher=c&cipher=d")]
    public void A_parameter_given_twice_is_an_error(string query, string body)
    {
        var error = Assert.Single(WireForm.Read(query, body).Errors);
        Assert.Equal(("cipher", FieldRule.Duplicate), (error.Field, error.Rule));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("ab%4")]
    [InlineData("%GG")]
    [InlineData("a%-1b")]
    [InlineData("%u4e2d")]
    [InlineData("%FF%FE")]
    [InlineData("%E4%B8")]
    public void An_escape_that_cannot_be_read_is_reported(string value)
    {
        var error = Assert.Single(WireForm.Read("", $"accessID=1&cipher={value}&sign=b").Errors);
        Assert.Equal(("cipher", FieldRule.Encoding), (error.Field, error.Rule));
    }

    [Fact]
    public void A_name_that_cannot_be_read_is_reported_once()
    {
        var error = Assert.Single(WireForm.Read("", "accessID=1&cipher=a&sign=b&%=1&%F=2").Errors);
        Assert.Equal(FieldRule.Encoding, error.Rule);
    }

    [Fact]
    public void Other_parameters_and_empty_pairs_are_of_no_concern() =>
        Assert.Empty(WireForm.Read("dryRun=true&&dryRun=%", "&accessID=1&cipher=a&sign=b&").Errors);

    [Fact]
    public void Whatever_a_form_encoder_writes_is_read_back() =>
        Gen.Select(Text, Gen.Byte.Array[1, 300], Gen.Byte.Array[1, 128], Gen.Bool).Sample((accessId, cipher, sign, inQuery) =>
        {
            using var content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["accessID"] = accessId,
                ["cipher"] = Convert.ToBase64String(cipher),
                ["sign"] = Convert.ToBase64String(sign),
            });
            using var reader = new StreamReader(content.ReadAsStream(TestContext.Current.CancellationToken));
            var encoded = reader.ReadToEnd();

            var fields = inQuery ? WireForm.Read("?" + encoded, "") : WireForm.Read("", encoded);
            Assert.Empty(fields.Errors);
            Assert.Equal(accessId, fields.AccessId);
            Assert.Equal(Convert.ToBase64String(cipher), fields.Cipher);
            Assert.Equal(Convert.ToBase64String(sign), fields.Sign);
        });

    [Fact]
    public void Base64_that_nobody_encoded_is_read_back_too() =>
        Gen.Byte.Array[1, 300].Sample(bytes =>
        {
            var text = Convert.ToBase64String(bytes);
            Assert.Equal(text, WireForm.Read($"accessID=1&sign=b&cipher={text}", "").Cipher);
            Assert.Equal(text, WireForm.Read($"accessID=1&sign=b&cipher={text.Replace('+', ' ')}", "").Cipher);
        });

    [Fact]
    public void Nothing_that_arrives_throws() =>
        Gen.Select(Gen.String, Gen.String[Gen.Char["%&=+ aF0\u00e9?cipher"], 0, 60]).Sample((query, body) =>
        {
            Assert.NotNull(WireForm.Read(query, body).Errors);
            Assert.NotNull(WireForm.Read(body, query).Errors);
        });
}
