using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Validation;

namespace HzFunctions.CityBrain.Tests.Validation;

/// <summary>Where the standard contradicts itself: both readings are accepted, the table's goes up.</summary>
public sealed class StandardReadingsTests
{
    [Fact]
    public void A_time_with_blanks_after_it_goes_up_without_them() =>
        Assert.Equal(
            "2015-09-01 09:10:11",
            Text(Validating.Sent("uploadCarInData", data => data["arriveTime"] = "2015-09-01 09:10:11 ")["arriveTime"]));

    [Fact]
    public void A_plate_with_a_blank_inside_goes_up_without_it() =>
        Assert.Equal("浙A01C01", Text(Validating.Sent("uploadCarInData", data => data["plateNo"] = "浙 A01C01")["plateNo"]));

    [Fact]
    public void A_blank_in_any_other_text_stays_where_it_is() =>
        Assert.Equal("上城区华光路 1号", Text(Validating.Sent("uploadParkingInfo", data => data["address"] = "上城区华光路 1号")["address"]));

    [Fact]
    public void A_parking_code_given_as_a_number_goes_up_as_a_string() =>
        Assert.Equal("9000001", Text(Validating.Sent("checkDailyBill", data => data["parkingCode"] = 9000001)["parkingCode"]));

    [Fact]
    public void A_parking_code_given_as_a_fraction_is_refused() =>
        Assert.Equal(FieldRule.Type, Validating.ErrorOf("checkDailyBill", data => data["parkingCode"] = 1.5).Rule);

    [Theory]
    [InlineData("invoiceWay", "103", 103)]
    [InlineData("invoiceType", "2", 2)]
    [InlineData("billType", "14", 14)]
    public void Invoice_codes_given_as_strings_go_up_as_numbers(string field, string given, int sent) =>
        Assert.Equal(sent, Validating.Sent("uploadInvoiceInfo", data => data[field] = given)[field]!.GetValue<int>());

    [Theory]
    [InlineData("11111111", FieldRule.Code)]
    [InlineData("abc", FieldRule.Type)]
    [InlineData("1.0", FieldRule.Type)]
    public void Invoice_codes_given_as_strings_are_codes_all_the_same(string given, string rule) =>
        Assert.Equal(rule, Validating.ErrorOf("uploadInvoiceInfo", data => data["invoiceWay"] = given).Rule);

    [Fact]
    public void A_member_name_with_blanks_around_it_is_the_name()
    {
        var sent = Validating.Sent("getDeparturePayInfo", data => Rename(data, "plateColor", " plateColor "));
        Assert.Equal(1, sent["plateColor"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("payDate", "delayTime")]
    [InlineData("validStartDate", "validArriveTime")]
    [InlineData("validEndDate", "validEndTime")]
    [InlineData("actualPay", "paidFee")]
    public void The_names_in_the_example_of_a_monthly_fee_become_those_of_its_table(string field, string other)
    {
        var sent = Validating.Sent("uploadMonthlyFee", data => Rename(data, field, other));
        Assert.True(JsonNode.DeepEquals(SampleRequest.Of("uploadMonthlyFee"), sent), sent.ToJsonString());
    }

    [Fact]
    public void Where_both_names_are_given_the_one_of_the_table_counts_and_the_other_is_passed_on()
    {
        var sent = Validating.Sent("uploadMonthlyFee", data => data["paidFee"] = 7);
        Assert.Equal((120000, 7), (sent["actualPay"]!.GetValue<int>(), sent["paidFee"]!.GetValue<int>()));
    }

    [Fact]
    public void The_bill_of_an_invoice_may_be_named_as_everywhere_else() =>
        Assert.Equal("133333333", Text(Validating.Sent("uploadInvoiceInfo", data => Rename(data, "bilID", "billID"))["bilID"]));

    [Fact]
    public void A_confirmation_repeats_a_plate_colour_that_only_a_notice_knows()
    {
        var sent = Validating.Sent("confirmDeparturePayInfo", data => data["params"]!["plateColor"] = 0);
        Assert.Equal(0, sent["params"]!["plateColor"]!.GetValue<int>());
        Assert.Equal(FieldRule.Code, Validating.ErrorOf("getDeparturePayInfo", data => data["plateColor"] = 0).Rule);
    }

    [Theory]
    [InlineData("uploadCarInData", 60)]
    [InlineData("applyPayment", 64)]
    public void A_uid_is_as_long_as_each_table_says(string name, int length)
    {
        Assert.NotEmpty(Validating.Sent(name, data => data["uid"] = new string('1', length)));
        Assert.Equal(FieldRule.Length, Validating.ErrorOf(name, data => data["uid"] = new string('1', length + 1)).Rule);
    }

    [Fact]
    public void Codes_longer_than_their_declared_length_are_codes() =>
        Assert.Equal(-1, Validating.Sent("uploadInvoiceInfo", data => data["status"] = -1)["status"]!.GetValue<int>());

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static void Rename(JsonObject data, string field, string name)
    {
        var value = data[field]!.DeepClone();
        data.Remove(field);
        data[name] = value;
    }
}
