using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Validation;

namespace HzFunctions.CityBrain.Tests.Validation;

public sealed class RequestValidatorTests
{
    [Theory]
    [MemberData(nameof(Validating.Uplinks), MemberType = typeof(Validating))]
    public void The_samples_of_every_uplink_table_make_a_valid_request(string name)
    {
        var sample = SampleRequest.Of(name);
        var sent = Validating.Sent(Validating.Validate(name, sample));
        Assert.True(JsonNode.DeepEquals(sample, sent), sent.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Validating.Uplinks), MemberType = typeof(Validating))]
    public void Every_required_field_of_every_uplink_table_is_missed_by_name(string name)
    {
        foreach (var field in StandardCatalogue.Instance.Find(name)!.Request
            .Where(field => field.Requirement == Requirement.Required && field.Place != FieldPlace.Form))
        {
            var errors = Validating.WithChange(name, data => SampleRequest.Home(data, field).Remove(field.Name)).Errors;
            var path = field.Place == FieldPlace.DataParams ? $"params.{field.Name}" : field.Name;
            Assert.Contains(errors, error => error.Field == path && error.Rule == FieldRule.Required);
        }
    }

    [Fact]
    public void A_car_in_without_a_uid_is_refused_naming_the_field()
    {
        var error = Validating.ErrorOf("uploadCarInData", data => data.Remove("uid"));
        Assert.Equal(new FieldError("uid", "required", "nothing") { Message = error.Message }, error);
        Assert.Equal("uid: nothing where a value is required (流水号)", error.Message);
    }

    [Theory]
    [InlineData("null", "null")]
    [InlineData("\"\"", "an empty string")]
    [InlineData("\"  \"", "an empty string")]
    public void An_empty_value_is_no_value(string json, string found)
    {
        var error = Validating.ErrorOf("uploadCarInData", data => data["uid"] = JsonNode.Parse(json));
        Assert.Equal(("uid", FieldRule.Required, found), (error.Field, error.Rule, error.Found));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\" \"")]
    public void An_optional_field_that_is_empty_is_left_out(string json)
    {
        Assert.False(Validating.Sent("uploadCarInData", data => data["gateNo"] = JsonNode.Parse(json)).ContainsKey("gateNo"));
        Assert.False(Validating.Sent("uploadMonthlyFee", data => data["invoiceType"] = JsonNode.Parse(json)).ContainsKey("invoiceType"));
    }

    [Theory]
    [InlineData("uid", "5", "a number")]
    [InlineData("uid", "true", "true")]
    [InlineData("plateNo", "12345", "a number")]
    [InlineData("totalBerthNum", "\"150\"", "a string of 3 characters")]
    [InlineData("totalBerthNum", "150.5", "a number with a fraction or an exponent")]
    [InlineData("totalBerthNum", "1e2", "a number with a fraction or an exponent")]
    [InlineData("totalBerthNum", "[1]", "an array")]
    [InlineData("plateColor", "{}", "an object")]
    [InlineData("plateColor", "\"1\"", "a string of 1 character")]
    public void A_value_of_another_type_is_refused(string field, string json, string found)
    {
        var error = Validating.ErrorOf("uploadCarInData", data => data[field] = JsonNode.Parse(json));
        Assert.Equal((field, FieldRule.Type, found), (error.Field, error.Rule, error.Found));
    }

    [Theory]
    [InlineData("uploadFee", "success", "1")]
    [InlineData("uploadFee", "requestId", "\"7\"")]
    [InlineData("uploadInvoiceInfo", "amountWithTax", "\"100\"")]
    public void Booleans_longs_and_doubles_are_told_apart_too(string name, string field, string json) =>
        Assert.Equal(FieldRule.Type, Validating.ErrorOf(name, data => data[field] = JsonNode.Parse(json)).Rule);

    [Fact]
    public void Length_is_counted_in_characters_and_not_in_bytes()
    {
        Assert.NotEmpty(Validating.Sent("uploadCarInData", data => data["plateNo"] = new string('浙', 50)));
        Assert.NotEmpty(Validating.Sent("uploadCarInData", data => data["plateNo"] = string.Concat(Enumerable.Repeat("🚗", 50))));

        var error = Validating.ErrorOf("uploadCarInData", data => data["plateNo"] = new string('浙', 51));
        Assert.Equal("plateNo: a string of 51 characters is longer than 50 (车牌号)", error.Message);
    }

    [Fact]
    public void The_length_of_a_number_is_counted_in_digits()
    {
        Assert.NotEmpty(Validating.Sent("uploadCarInData", data => data["totalBerthNum"] = 999_999));
        var error = Validating.ErrorOf("uploadCarInData", data => data["totalBerthNum"] = 1_000_000);
        Assert.Equal("totalBerthNum: a number of 7 digits is longer than 6 (泊位总数)", error.Message);
    }

    [Fact]
    public void An_Int_beyond_32_bits_is_refused_although_its_length_would_allow_it()
    {
        Assert.NotEmpty(Validating.Sent("uploadCarOutData", data => data["chargeFee"] = int.MaxValue));
        var error = Validating.ErrorOf("uploadCarOutData", data => data["chargeFee"] = int.MaxValue + 1L);
        Assert.Equal((FieldRule.Range, "a number of 10 digits"), (error.Rule, error.Found));
    }

    [Fact]
    public void A_Long_beyond_64_bits_is_refused()
    {
        var error = Validating.ErrorOf("confirmPayResult", data => data["requestId"] = JsonNode.Parse("9223372036854775808"));
        Assert.Equal((FieldRule.Range, "a number of 19 digits"), (error.Rule, error.Found));
    }

    [Fact]
    public void A_code_that_the_dictionary_lacks_is_refused_showing_the_codes_there_are()
    {
        var error = Validating.ErrorOf("uploadCarInData", data => data["plateColor"] = 9);
        Assert.Equal(("plateColor", FieldRule.Code, "9"), (error.Field, error.Rule, error.Found));
        Assert.Equal("plateColor: 9 is not in 1..5 (车牌颜色)", error.Message);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("001")]
    [InlineData("11")]
    public void A_code_that_is_a_string_keeps_its_leading_zero(string areaCode)
    {
        Assert.Equal("01", Validating.Sent("uploadParkingInfo", data => data["areaCode"] = "01")["areaCode"]!.GetValue<string>());
        var error = Validating.ErrorOf("uploadParkingInfo", data => data["areaCode"] = areaCode);
        Assert.Equal((FieldRule.Code, $"\"{areaCode}\""), (error.Rule, error.Found));
    }

    [Fact]
    public void All_errors_of_a_request_are_reported_at_once_in_the_order_of_the_table()
    {
        var result = Validating.WithChange("uploadCarInData", data =>
        {
            data.Remove("uid");
            data["plateColor"] = 9;
            data["arriveTime"] = "2024-02-30 00:00:00";
            data["entryNum"] = new string('1', 51);
        });
        Assert.Equal(["uid", "entryNum", "arriveTime", "plateColor"], result.Errors.Select(error => error.Field));
    }

    [Fact]
    public void Data_of_more_than_30000_characters_is_refused()
    {
        var room = RequestValidator.MaximumLength - Validating.WithChange("uploadHeartbeat", data => data["note"] = "").Json!.Length;
        var longest = Validating.WithChange("uploadHeartbeat", data => data["note"] = new string('x', room));
        Assert.Equal(RequestValidator.MaximumLength, longest.Json?.Length);

        var error = Validating.ErrorOf("uploadHeartbeat", data => data["note"] = new string('x', room + 1));
        Assert.Equal("data: JSON of 30001 characters is longer than 30000", error.Message);
    }

    [Theory]
    [InlineData("[]", "an array")]
    [InlineData("null", "null")]
    [InlineData("\"{}\"", "a string of 2 characters")]
    public void Data_that_is_no_object_is_refused(string data, string found)
    {
        var error = Assert.Single(Validating.Validate("uploadHeartbeat", data).Errors);
        Assert.Equal(("data", FieldRule.Type, found), (error.Field, error.Rule, error.Found));
    }

    [Theory]
    [InlineData("null", FieldRule.Required)]
    [InlineData("[]", FieldRule.Type)]
    public void Params_must_be_an_object(string json, string rule)
    {
        var error = Validating.ErrorOf("uploadFee", data => data["params"] = JsonNode.Parse(json));
        Assert.Equal(("params", rule), (error.Field, error.Rule));
    }

    [Fact]
    public void A_field_in_params_is_named_with_its_place() =>
        Assert.Equal("params.billID", Validating.ErrorOf("uploadFee", data => data["params"]!.AsObject().Remove("billID")).Field);

    [Fact]
    public void Members_that_no_table_knows_are_passed_on_unchanged_after_the_others()
    {
        var result = Validating.Validate(
            "uploadHeartbeat", """{"vendor":{"a":[1.50,"x"],"b":null},"uploadTime":"2015-09-01 09:10:11","parkingCode":"1001","z":""}""");
        Assert.Equal(
            """{"data":{"parkingCode":"1001","uploadTime":"2015-09-01 09:10:11","vendor":{"a":[1.50,"x"],"b":null},"z":""}}""",
            result.Json);
    }

    [Fact]
    public void Characters_beyond_ASCII_go_up_as_they_are_even_when_they_came_escaped()
    {
        var result = Validating.Validate(
            "uploadParkingState",
            """{"parkingCode":"\u5434\u5c71\ud83d\ude97<&>\"","totalBerthNum":1,"openBerthNum":1,"freeBerthNum":-2,"uploadTime":"2015-09-01 09:10:11"}""");
        Assert.StartsWith("""{"data":{"parkingCode":"吴山🚗<&>\"","totalBerthNum":1,""", result.Json, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_a_plate_nor_a_phone_number_appears_in_an_error()
    {
        var result = Validating.Validate(
            "uploadCarInData",
            """
            {"plateNo":13788888888,"uid":["浙A01C01"],"plateColor":13788888888,"parkingType":"浙A01C01","arriveTime":"浙A01C01",
            "浙A01C01":1,"浙A01C01":2}
            """);
        Assert.NotEmpty(result.Errors);
        Assert.All(result.Errors, error =>
        {
            Assert.DoesNotContain("A01C01", error.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("13788888888", error.ToString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_body_of_nonsense_is_not_answered_with_endless_errors()
    {
        var names = string.Join(',', Enumerable.Range(0, 20_000).Select(number => $"\"a{number % 10_000}\":1"));
        Assert.InRange(Validating.Validate("uploadHeartbeat", $"{{{names}}}").Errors.Count, 1, 64);
    }

    [Fact]
    public void A_downlink_message_is_checked_by_its_own_table_and_without_an_envelope()
    {
        var sample = SampleRequest.Of("payResult");
        Assert.True(JsonNode.DeepEquals(sample, JsonNode.Parse(Validating.Validate("payResult", sample).Json!)));
        Assert.Equal("billID", Validating.ErrorOf("payResult", data => data.Remove("billID")).Field);
    }
}
