using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Validation;

namespace HzFunctions.CityBrain.Tests.Validation;

/// <summary>The numbered rules of the standard that concern what a request holds.</summary>
public sealed class StandardRuleTests
{
    [Theory]
    [InlineData("01001120181012093022567")]
    [InlineData("010011201910120930")]
    [InlineData("1001-A-20240229235959")]
    public void R24_a_uid_goes_up_as_the_car_park_composed_it(string uid) =>
        Assert.Equal(uid, Validating.Sent("uploadCarInData", data => data["uid"] = uid)["uid"]!.GetValue<string>());

    [Theory]
    [InlineData("uploadCarOutData")]
    [InlineData("uploadPhoto")]
    [InlineData("uploadPayRecord")]
    public void R25_departures_photos_and_bills_carry_the_uid_of_the_arrival(string name) =>
        Assert.Equal(("uid", FieldRule.Required), Pair(Validating.ErrorOf(name, data => data.Remove("uid"))));

    [Theory]
    [InlineData("uploadCarInData")]
    [InlineData("uploadCheckRecord")]
    [InlineData("getPayResult")]
    public void R26_the_car_park_is_always_named(string name) =>
        Assert.Equal(("parkingCode", FieldRule.Required), Pair(Validating.ErrorOf(name, data => data.Remove("parkingCode"))));

    [Theory]
    [InlineData("uploadCarInData", "arriveID")]
    [InlineData("uploadCarOutData", "endID")]
    [InlineData("uploadPhoto", "photoID")]
    [InlineData("uploadPayRecord", "billID")]
    public void R27_the_record_ids_of_the_car_park_go_up_as_given(string name, string field)
    {
        Assert.Equal("Ab/中-01", Validating.Sent(name, data => data[field] = "Ab/中-01")[field]!.GetValue<string>());
        Assert.Equal((field, FieldRule.Required), Pair(Validating.ErrorOf(name, data => data.Remove(field))));
    }

    [Fact]
    public void R28_the_remaining_open_berths_are_a_number_of_their_own()
    {
        var sent = Validating.Sent("uploadParkingState", data => data["freeBerthNum"] = 0);
        Assert.Equal((0, 130), (sent["freeBerthNum"]!.GetValue<int>(), sent["openBerthNum"]!.GetValue<int>()));

        var error = Validating.ErrorOf("uploadParkingState", data => data.Remove("freeBerthNum"));
        Assert.Equal(("freeBerthNum", FieldRule.Required), Pair(error));
    }

    [Theory]
    [InlineData("uploadCarInData")]
    [InlineData("uploadCarOutData")]
    public void R29_the_plate_colour_is_required_in_arrivals_and_departures(string name) =>
        Assert.Equal(("plateColor", FieldRule.Required), Pair(Validating.ErrorOf(name, data => data.Remove("plateColor"))));

    [Theory]
    [InlineData("uploadCarOutData", "chargeFee")]
    [InlineData("uploadPayRecord", "actualPay")]
    [InlineData("uploadMonthlyFee", "shouldPay")]
    [InlineData("uploadCheckRecord", "payTotal")]
    [InlineData("uploadInvoiceInfo", "amountWithTax")]
    public void R30_amounts_in_fen_are_not_below_zero(string name, string field)
    {
        Assert.Equal(0, Validating.Sent(name, data => data[field] = 0)[field]!.GetValue<int>());
        var error = Validating.ErrorOf(name, data => data[field] = -1);
        Assert.Equal((field, FieldRule.Range), Pair(error));
        Assert.Equal("a negative amount", error.Found);
    }

    [Fact]
    public void R31_the_time_of_a_deal_is_required_and_a_time() =>
        Assert.Equal(("dealTime", FieldRule.Format), Pair(Validating.ErrorOf("uploadPayRecord", data => data["dealTime"] = "2015-09-01")));

    [Fact]
    public void R32_billWay_is_1_or_0()
    {
        Assert.NotEmpty(Validating.Sent("uploadPayRecord", data => data["billWay"] = 0));
        Assert.Equal("billWay: 2 is not in 1, 0 (是否通过城市大脑付费)", Validating.ErrorOf("uploadPayRecord", data => data["billWay"] = 2).Message);
    }

    [Theory]
    [InlineData("2015-02-29 09:10:05")]
    [InlineData("2015-09-01 24:00:00")]
    [InlineData("2015-09-01T09:10:05")]
    [InlineData("2015/09/01 09:10:05")]
    [InlineData("2015-09-01 9:10:05")]
    [InlineData("2015-09-01")]
    [InlineData("20150901091005")]
    [InlineData("2015-09-01 09:10:05.000")]
    [InlineData(" 2015-09-01 09:10:05")]
    [InlineData("２０１５-09-01 09:10:05")]
    public void R33_times_are_of_the_calendar_and_written_one_way(string time)
    {
        var error = Validating.ErrorOf("uploadCarInData", data => data["arriveTime"] = time);
        Assert.Equal(("arriveTime", FieldRule.Format), Pair(error));
        Assert.Equal($"arriveTime: a string of {time.Length} characters is no time yyyy-MM-dd HH:mm:ss (到达时间)", error.Message);
    }

    [Theory]
    [InlineData("uploadCheckRecord", "checkDate")]
    [InlineData("downUID", "accountDate")]
    [InlineData("checkDailyBill", "checkBillTime")]
    [InlineData("uploadMonthlyFee", "payDate")]
    public void R33_days_are_of_the_calendar_and_written_one_way(string name, string field)
    {
        Assert.NotEmpty(Validating.Sent(name, data => data[field] = "2024-02-29"));
        foreach (var wrong in new[] { "2023-02-29", "2024-2-9", "20240229", "2024-02-29 00:00:00" })
        {
            Assert.Equal((field, FieldRule.Format), Pair(Validating.ErrorOf(name, data => data[field] = wrong)));
        }
    }

    [Theory]
    [InlineData("confirmDeparturePayInfo")]
    [InlineData("confirmPayResult")]
    public void R36_R57_a_confirmation_names_its_notice_and_sends_it_back_as_received(string name)
    {
        var data = SampleRequest.Of(name);
        data["params"]!["plateNo"] = "浙 A01001";
        data["params"]!["unheardOf"] = new JsonArray(1, 2);
        Assert.Equal(data["params"]!.ToJsonString(), Validating.Sent(Validating.Validate(name, data))["params"]!.ToJsonString());
        Assert.Equal(("requestId", FieldRule.Required), Pair(Validating.ErrorOf(name, sample => sample.Remove("requestId"))));
        Assert.Equal(("success", FieldRule.Required), Pair(Validating.ErrorOf(name, sample => sample.Remove("success"))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void R48_a_deduction_says_whether_the_bill_is_paid(int payStatus)
    {
        Assert.Equal(payStatus, Validating.Sent("applyPayment", data => data["payStatus"] = payStatus)["payStatus"]!.GetValue<int>());
        Assert.Equal(("payStatus", FieldRule.Required), Pair(Validating.ErrorOf("applyPayment", data => data.Remove("payStatus"))));
    }

    [Fact]
    public void R49_the_presence_of_the_vehicle_is_0_or_1()
    {
        Assert.NotEmpty(Validating.Sent("applyPayment", data => data["carStock"] = 1));
        Assert.Equal(("carStock", FieldRule.Code), Pair(Validating.ErrorOf("applyPayment", data => data["carStock"] = 2)));
    }

    [Fact]
    public void R61_the_plate_of_a_daily_reconciliation_may_be_empty() =>
        Assert.NotEmpty(Validating.Sent("checkDailyBill", data => data.Remove("plateNo")));

    [Theory]
    [InlineData(4)]
    [InlineData(-1)]
    public void R68_the_kinds_of_serial_numbers_are_0_to_3(int type)
    {
        Assert.NotEmpty(Validating.Sent("downUID", data => data["type"] = 3));
        Assert.Equal($"type: {type} is not in 0..3 (进、出及账单标志)", Validating.ErrorOf("downUID", data => data["type"] = type).Message);
    }

    private static (string Field, string Rule) Pair(FieldError error) => (error.Field, error.Rule);
}
