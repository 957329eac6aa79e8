using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Validation;

namespace HzFunctions.CityBrain.Tests.Validation;

public sealed class ConditionTests
{
    private static readonly ValidationSettings SeveralExits = new() { SeveralExitsWithEtc = true };

    [Fact]
    public void R50_the_exit_may_be_empty_unless_the_car_park_has_several_and_supports_ETC()
    {
        Assert.True(Validating.WithChange("applyPayment", data => data.Remove("outNum")).IsValid);
        Assert.True(Validating.WithChange("applyPayment", _ => { }, SeveralExits).IsValid);
        Assert.Equal(
            "outNum: nothing where a value is required at a car park with several exits that supports ETC (出口编号)",
            Validating.ErrorOf("applyPayment", data => data.Remove("outNum"), SeveralExits).Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("-1")]
    [InlineData("1")]
    public void R53_a_bill_that_is_paid_answers_no_query(string? requestId)
    {
        var sent = Validating.Sent("uploadFee", data => Pay(data, requestId));
        Assert.Equal(-1, sent["requestId"]!.GetValue<long>());
    }

    [Theory]
    [InlineData(null, "nothing")]
    [InlineData("null", "null")]
    [InlineData("\"\"", "an empty string")]
    [InlineData("-1", "-1")]
    public void R53_a_bill_that_is_not_paid_names_the_query_it_answers(string? requestId, string found)
    {
        Assert.Equal(7, Validating.Sent("uploadFee", data => data["requestId"] = 7)["requestId"]!.GetValue<long>());
        var error = Validating.ErrorOf("uploadFee", data => SetRequestId(data, requestId));
        Assert.Equal(("requestId", FieldRule.Required, found), (error.Field, error.Rule, error.Found));
    }

    [Fact]
    public void R53_a_request_number_is_a_Long_even_where_none_is_wanted() =>
        Assert.Equal(FieldRule.Type, Validating.ErrorOf("uploadFee", data => Pay(data, "\"abc\"")).Rule);

    [Fact]
    public void R54_the_way_of_paying_is_empty_before_and_filled_after_the_payment()
    {
        var early = Validating.ErrorOf("uploadFee", data => data["params"]!["paidType"] = 3);
        Assert.Equal("params.paidType: a number where nothing may stand while payStatus is 0 (付费方式)", early.Message);

        var late = Validating.ErrorOf("uploadFee", data =>
        {
            Pay(data, null);
            data["params"]!.AsObject().Remove("paidType");
        });
        Assert.Equal("params.paidType: nothing where a value is required as payStatus is 1 (付费方式)", late.Message);
    }

    [Theory]
    [InlineData("actualPay")]
    [InlineData("dealTime")]
    [InlineData("orderCode")]
    [InlineData("paidType")]
    [InlineData("payType")]
    public void R56_what_a_payment_leaves_behind_is_filled_if_and_only_if_it_is_paid(string field)
    {
        var missing = Validating.ErrorOf("confirmPayResult", data => data["params"]!.AsObject().Remove(field));
        Assert.Equal(($"params.{field}", FieldRule.Required), (missing.Field, missing.Rule));

        var tooMany = Validating.WithChange("confirmPayResult", data => data["params"]!["payStatus"] = 0);
        Assert.Equal(5, tooMany.Errors.Count);
        Assert.Contains(tooMany.Errors, error => error.Field == $"params.{field}" && error.Rule == FieldRule.Empty);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public void R56_an_unpaid_result_may_say_that_its_fields_are_empty(string json)
    {
        var result = Validating.WithChange("confirmPayResult", data =>
        {
            var inner = data["params"]!.AsObject();
            inner["payStatus"] = 0;
            foreach (var field in new[] { "actualPay", "dealTime", "orderCode", "paidType", "payType" })
            {
                inner[field] = JsonNode.Parse(json);
            }
        });
        Assert.True(result.IsValid);
    }

    [Fact]
    public void Where_payStatus_itself_is_wrong_nothing_that_hangs_on_it_is_blamed()
    {
        Assert.Equal("params.payStatus", Validating.ErrorOf("confirmPayResult", data => data["params"]!["payStatus"] = 5).Field);
        Assert.Equal("params.payStatus", Validating.ErrorOf("uploadFee", data => data["params"]!.AsObject().Remove("payStatus")).Field);
    }

    private static void Pay(JsonObject data, string? requestId)
    {
        data["params"]!["payStatus"] = 1;
        data["params"]!["paidType"] = 3;
        SetRequestId(data, requestId);
    }

    private static void SetRequestId(JsonObject data, string? requestId)
    {
        data.Remove("requestId");
        if (requestId is not null)
        {
            data["requestId"] = JsonNode.Parse(requestId);
        }
    }
}
