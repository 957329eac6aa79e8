using System.Text.Json.Nodes;

namespace HzFunctions.Local.Tests.CitySimulator;

public sealed class AnswerTests : IAsyncLifetime
{
    private CityUnderTest _city = null!;

    public async ValueTask InitializeAsync() => _city = await CityUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    public static TheoryData<string> AllInterfaces => new(Samples.Interfaces);

    [Theory]
    [MemberData(nameof(AllInterfaces))]
    public async Task Every_interface_is_answered_once_the_city_knows_the_stay_and_the_bill(string interfaceName)
    {
        await _city.UploadAsync("uploadCarInData");
        if (interfaceName != "applyPayment")
        {
            await _city.UploadAsync("applyPayment");
        }

        if (interfaceName == "uploadAbnormalBill")
        {
            _city.Time.Advance(TimeSpan.FromHours(3));
            await _city.UploadAsync("getPayResult");
        }

        var answer = await _city.UploadAsync(
            CityUnderTest.First, interfaceName, Samples.Of(interfaceName), interfaceName == "uploadPhoto" ? Photos.Base64() : null);

        Assert.Equal("200", answer["resultCode"]?.ToString() ?? "200");
        Assert.Empty(await _city.ViolationsAsync());
    }

    [Theory]
    [InlineData("uploadCarInData", "\"200\"")]
    [InlineData("uploadHeartbeat", "200")]
    [InlineData("uploadParkingInfo", "200")]
    [InlineData("uploadMonthlyFee", "200")]
    [InlineData("uploadCheckRecord", "200")]
    [InlineData("queryParkingCode", "200")]
    [InlineData("downUID", "204")]
    [InlineData("getPayResult", "\"204\"")]
    public async Task The_result_code_is_a_string_or_a_number_as_the_examples_print_it(string interfaceName, string printed)
    {
        var answer = await _city.UploadAsync(interfaceName);

        Assert.Equal(printed, answer["resultCode"]!.ToJsonString());
        Assert.NotEmpty((string)answer["msg"]!);
    }

    [Fact]
    public async Task The_two_queries_that_print_no_result_code_answer_without_one()
    {
        await _city.UploadAsync("uploadCarInData");
        await _city.UploadAsync("applyPayment");

        Assert.Null((await _city.UploadAsync("getPayResult"))["resultCode"]);
        Assert.Null((await _city.UploadAsync("getOverDueResult"))["resultCode"]);
    }

    [Fact]
    public async Task R71_A_heartbeat_brings_the_citys_clock_back()
    {
        Assert.Equal("2026-11-23 09:10:30", (string)(await _city.UploadAsync("uploadHeartbeat"))["srvTime"]!);
    }

    [Fact]
    public async Task R83_A_car_park_is_found_by_its_name()
    {
        var found = await _city.UploadAsync("queryParkingCode");
        var unknown = await _city.UploadAsync("queryParkingCode", ("parkingName", "西湖文化广场"));

        Assert.Equal("1001", (string)found["data"]!["result"]![0]!["parkingCode"]!);
        Assert.Equal(204, (int)unknown["resultCode"]!);
    }

    [Fact]
    public async Task R46_The_contract_of_a_vehicle_is_told_once_it_has_arrived()
    {
        Assert.Equal("204", (string)(await _city.UploadAsync("getDeparturePayInfo"))["resultCode"]!);
        await _city.UploadAsync("uploadCarInData");

        var answer = await _city.UploadAsync("getDeparturePayInfo");

        Assert.InRange((int)answer["noSense"]!, 0, 1);
        Assert.InRange((int)answer["moneyLimit"]!, 0, 20_000);
        Assert.InRange((int)answer["departurePay"]!, 0, 3);
        Assert.Equal(answer.ToJsonString(), (await _city.UploadAsync("getDeparturePayInfo")).ToJsonString());
    }

    [Fact]
    public async Task R79_A_vehicle_with_a_virtual_card_has_the_discount_and_others_have_not()
    {
        await _city.UploadAsync("uploadCarInData");

        var contract = await _city.UploadAsync("getDeparturePayInfo");
        var discount = await _city.UploadAsync("getPRDiscountInfo");

        Assert.Equal((int)contract["departurePay"]! == 3 ? 1 : 0, (int)discount["status"]!);
    }

    [Fact]
    public async Task R51_An_application_leaves_an_unpaid_bill_without_the_fields_of_a_payment()
    {
        await _city.UploadAsync("uploadCarInData");

        var answer = await _city.UploadAsync("applyPayment");

        Assert.Equal((0, 800, "B-1"), ((int)answer["payStatus"]!, (int)answer["shouldPay"]!, (string)answer["billID"]!));
        Assert.All(["actualPay", "dealTime", "orderCode", "paidType"], field => Assert.False(answer.ContainsKey(field)));
    }

    [Fact]
    public async Task R56_A_paid_bill_is_told_with_its_payment()
    {
        await _city.UploadAsync("uploadCarInData");
        await _city.UploadAsync("applyPayment");
        Assert.Equal(0, (int)(await _city.UploadAsync("getPayResult"))["payStatus"]!);

        await _city.UploadAsync("uploadPayRecord", ("actualPay", 500), ("billWay", 1));

        var result = await _city.UploadAsync("getPayResult");
        Assert.Equal((1, 500, 300), ((int)result["payStatus"]!, (int)result["actualPay"]!, (int)result["discountAmount"]!));
        Assert.Equal(("2026-11-23 09:10:03", 103), ((string)result["dealTime"]!, (int)result["payType"]!));
        Assert.NotEmpty((string)result["orderCode"]!);
    }

    [Fact]
    public async Task A_bill_is_told_only_to_who_names_its_plate()
    {
        await _city.UploadAsync("uploadCarInData");
        await _city.UploadAsync("applyPayment");

        Assert.Equal("204", (string)(await _city.UploadAsync("getPayResult", ("plateNo", "浙A00000")))["resultCode"]!);
    }

    [Theory]
    [InlineData("uploadAbnormalBill")]
    [InlineData("cancelOverDueBill")]
    public async Task A_bill_that_nobody_applied_for_is_not_found(string interfaceName)
    {
        Assert.Equal("204", (string)(await _city.UploadAsync(interfaceName))["resultCode"]!);
    }

    [Fact]
    public async Task R74_R78_An_abnormal_bill_is_overdue_until_it_is_written_off()
    {
        await _city.UploadAsync("uploadCarInData");
        await _city.UploadAsync("applyPayment");
        Assert.Equal((0, 0, 0), await OverDueAsync());

        await _city.UploadAsync("uploadAbnormalBill");
        Assert.Equal((1, 800, 1), await OverDueAsync());

        await _city.UploadAsync("cancelOverDueBill");
        Assert.Equal((0, 0, 0), await OverDueAsync());
    }

    [Fact]
    public async Task R78_A_bill_that_was_paid_is_not_overdue()
    {
        await _city.UploadAsync("uploadCarInData");
        await _city.UploadAsync("applyPayment");
        await _city.UploadAsync("uploadAbnormalBill");
        await _city.UploadAsync("uploadPayRecord", ("billWay", 1));

        Assert.Equal((0, 0, 0), await OverDueAsync());
    }

    [Fact]
    public async Task R62_A_days_bills_are_listed_paid_and_unpaid()
    {
        await _city.UploadAsync("uploadCarInData");
        await _city.UploadAsync("applyPayment");
        await _city.UploadAsync("applyPayment", ("billID", "B-3"), ("shouldPay", 300), ("plateNo", "浙A99999"));
        await _city.UploadAsync("applyPayment", ("billID", "B-5"), ("billTime", "2026-11-22 23:59:59"));
        await _city.UploadAsync("uploadPayRecord", ("billWay", 1));

        var all = await _city.UploadAsync("checkDailyBill");
        var one = await _city.UploadAsync("checkDailyBill", ("plateNo", "浙A99999"));

        Assert.Equal((2, 1100, 800), ((int)all["dailyCount"]!, (int)all["dailyShouldPay"]!, (int)all["dailyActualPay"]!));
        Assert.Equal(["B-1", "B-3"], all["detail"]!.AsArray().Select(bill => (string)bill!["billID"]!));
        Assert.Equal("B-3", (string)Assert.Single(one["detail"]!.AsArray())!["billID"]!);
    }

    private async Task<(int Count, int UnPay, int Prevent)> OverDueAsync()
    {
        JsonObject answer = await _city.UploadAsync("getOverDueResult");
        return ((int)answer["overDueCount"]!, (int)answer["unPay"]!, (int)answer["prevent"]!);
    }
}
