using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;

namespace HzFunctions.CityBrain.Tests.Client;

public sealed class TypedAnswerTests
{
    private static readonly DateTimeOffset Afternoon = new(2008, 8, 8, 8, 8, 8, ChinaTime.Offset);

    [Fact]
    public async Task A_pay_result_is_read_with_numbers_as_numbers()
    {
        var body = await Answered.BodyAsync(
            """
            {"plateNo":"浙A01001","billID":"001","billTime":"2008-08-08 08:08:08","shouldPay":1000,"payStatus":1,"actualPay":500,
             "discountAmount":500,"dealTime":"2008-08-08 08:08:08","orderCode":"20080808080808","paidType":1,"payType":101}
            """,
            "getPayResult");

        var expected = new PayResultAnswer
        {
            PlateNo = "浙A01001",
            BillId = "001",
            BillTime = Afternoon,
            ShouldPay = 1000,
            PayStatus = 1,
            ActualPay = 500,
            DiscountAmount = 500,
            DealTime = Afternoon,
            OrderCode = "20080808080808",
            PaidType = 1,
            PayType = 101,
        };
        Assert.Equal(expected, PayResultAnswer.Read(body));
        Assert.True(PayResultAnswer.Read(body).IsPaid);
    }

    [Fact]
    public async Task R51_a_pay_result_that_is_unpaid_may_leave_fields_empty_null_or_out()
    {
        var body = await Answered.BodyAsync(
            """{"resultCode":"200","billID":1,"shouldPay":"1000","payStatus":"0","actualPay":"","dealTime":null,"orderCode":" "}""",
            "applyPayment");

        var expected = new PayResultAnswer { BillId = "1", ShouldPay = 1000, PayStatus = 0 };
        Assert.Equal(expected, PayResultAnswer.Read(body));
        Assert.False(PayResultAnswer.Read(body).IsPaid);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"payStatus":true}""")]
    [InlineData("""{"payStatus":[1]}""")]
    [InlineData("""{"payStatus":"yes"}""")]
    [InlineData("""{"payStatus":1.5}""")]
    [InlineData("[1]")]
    [InlineData("null")]
    public void No_statement_is_no_payment(string body)
    {
        Assert.False(PayResultAnswer.Read(Parsed(body)).IsPaid);
    }

    [Fact]
    public void Departure_pay_info_is_read_from_numbers_and_strings()
    {
        Assert.Equal(
            new DeparturePayInfoAnswer(1, 1000, 3),
            DeparturePayInfoAnswer.Read(Parsed("""{"noSense":"1","moneyLimit":1000,"departurePay":"3"}""")));
        Assert.Equal(new DeparturePayInfoAnswer(null, null, null), DeparturePayInfoAnswer.Read(Parsed("{}")));
    }

    [Theory]
    [InlineData(0, 0, false, false, false, false)]
    [InlineData(1, 0, true, false, false, false)]
    [InlineData(2, 0, false, true, false, false)]
    [InlineData(3, 1, true, true, false, true)]
    [InlineData(4, 0, false, false, true, false)]
    [InlineData(5, 0, true, false, true, false)]
    [InlineData(6, 1, false, true, true, true)]
    [InlineData(7, 1, true, true, true, true)]
    public void R66_the_marks_say_which_parts_are_off(int account, int photo, bool arrivals, bool departures, bool bills, bool photos)
    {
        var answer = CheckRecordAnswer.Read(Parsed($$"""{"accountMark":"{{account}}","photoMark":{{photo}}}"""));

        Assert.True(answer.IsReadable);
        Assert.Equal(account == 0 && photo == 0, answer.Balances);
        Assert.Equal(
            (arrivals, departures, bills, photos),
            (answer.ArrivalsAreOff, answer.DeparturesAreOff, answer.BillsAreOff, answer.PhotosAreOff));
    }

    [Fact]
    public void R66_the_data_dictionary_has_exactly_the_marks_that_are_understood()
    {
        var marks = StandardCatalogue.Instance.Find("uploadCheckRecord")!.Response.Single(field => field.Name == "accountMark").Codes!;

        Assert.Equal(Enumerable.Range(0, 8).Select(mark => $"{mark}"), marks.Codes.Select(code => code.Code));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"accountMark":0}""")]
    [InlineData("""{"accountMark":8,"photoMark":0}""")]
    [InlineData("""{"accountMark":0,"photoMark":2}""")]
    public void A_mark_that_is_missing_or_unknown_neither_balances_nor_is_readable(string body)
    {
        var answer = CheckRecordAnswer.Read(Parsed(body));

        Assert.False(answer.IsReadable);
    }

    [Theory]
    [InlineData("""{"data":{"result":[{"UID":"u1","arriveID":"1"},{"uid":"u2","arrvieID":2}]}}""")]
    [InlineData("""{"data":"{\"result\":[{\"UID\":\"u1\",\"endID\":\"1\"},{\"UID\":\"u2\",\"photoID\":\"2\"}]}"}""")]
    [InlineData("""{"data":{"result":"[{\"UID\":\"u1\",\"billID\":\"1\"},{\"UID\":\"u2\",\"leaveId\":\"2\"}]"}}""")]
    [InlineData("""{"data":[{"UID":"u1","arriveID":"1"},{"recordID":"2","UID":"u2"}]}""")]
    public void R67_the_uploaded_records_are_found_whatever_form_the_list_has(string body)
    {
        var answer = DownUidAnswer.Read(Parsed(body));

        Assert.True(answer.IsReadable);
        Assert.Equal([new UploadedRecord("u1", "1"), new UploadedRecord("u2", "2")], answer.Records);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":"{\"result\":[{\"UID\":\"u1\",\"arriveID\":\"1\"},{\"UI"}""")]
    [InlineData("""{"data":{"result":7}}""")]
    public void A_list_that_is_missing_or_cut_off_is_not_readable(string body)
    {
        var answer = DownUidAnswer.Read(Parsed(body));

        Assert.False(answer.IsReadable);
        Assert.Empty(answer.Records);
    }

    [Fact]
    public void An_entry_that_is_no_object_is_a_record_without_ids()
    {
        var answer = DownUidAnswer.Read(Parsed("""{"data":{"result":["u1",{}]}}"""));

        Assert.Equal([new UploadedRecord(null, null), new UploadedRecord(null, null)], answer.Records);
    }

    [Theory]
    [InlineData("""{"data":{"result":[{"parkingCode":"1001"}]}}""", new[] { "1001" })]
    [InlineData("""{"data":"{\"result\":[{\"parkingCode\":1001},{}]}"}""", new[] { "1001" })]
    [InlineData("""{"data":"none"}""", new string[0])]
    [InlineData("{}", new string[0])]
    public void R83_the_codes_of_a_car_park_are_found_in_an_object_or_a_string(string body, string[] expected)
    {
        Assert.Equal(expected, ParkingCodeAnswer.Read(Parsed(body)).ParkingCodes);
    }

    [Fact]
    public void R71_the_server_s_clock_is_a_time_in_China_or_nothing()
    {
        Assert.Equal(Afternoon, HeartbeatAnswer.Read(Parsed("""{"srvTime":"2008-08-08 08:08:08"}""")).ServerTime);
        Assert.Null(HeartbeatAnswer.Read(Parsed("""{"srvTime":"2008-13-08 08:08:08"}""")).ServerTime);
        Assert.Null(HeartbeatAnswer.Read(Parsed("""{"srvTime":1}""")).ServerTime);
    }

    [Theory]
    [InlineData("dailySouldPay")]
    [InlineData("dailyShouldPay")]
    public void R62_the_bills_of_a_day_are_read_under_the_table_s_name_and_the_example_s(string shouldPay)
    {
        var answer = DailyBillAnswer.Read(Parsed(
            $$"""
            {"parkingCode":9000001,"dailyCount":2,"{{shouldPay}}":1500,"dailyActualPay":"1000",
             "detail":[{"billID":"001","dealTime":""},{"billID":"002"},7]}
            """));

        Assert.Equal(("9000001", 2, 1500, 1000), (answer.ParkingCode, answer.DailyCount, answer.DailyShouldPay, answer.DailyActualPay));
        Assert.Equal([new PayResultAnswer { BillId = "001" }, new PayResultAnswer { BillId = "002" }], answer.Bills!);
    }

    [Theory]
    [InlineData("""{"detail":"[{\"billID\":\"001\"}]"}""", 1)]
    [InlineData("""{"detail":{"billID":"001"}}""", 1)]
    [InlineData("""{"detail":[]}""", 0)]
    [InlineData("""{"detail":"无"}""", null)]
    [InlineData("{}", null)]
    public void The_bills_may_be_a_list_one_bill_or_a_string_and_missing_is_not_empty(string body, int? expected)
    {
        Assert.Equal(expected, DailyBillAnswer.Read(Parsed(body)).Bills?.Count);
    }

    [Fact]
    public void What_a_typed_answer_prints_names_no_vehicle()
    {
        var bill = new PayResultAnswer { PlateNo = "浙A12345", BillId = "001" };

        Assert.DoesNotContain("浙", bill.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("浙", new DailyBillAnswer { Bills = [bill] }.ToString(), StringComparison.Ordinal);
    }

    private static JsonElement Parsed(string json) => JsonElement.Parse(json);
}
