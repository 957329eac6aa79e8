using System.Text.Json;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.Tests.Records;

public sealed class RecordIdentityTests
{
    [Theory]
    [InlineData("uploadCarInData", "A")]
    [InlineData("uploadCarOutData", "E")]
    [InlineData("uploadPhoto", "P")]
    [InlineData("uploadPayRecord", "B")]
    [InlineData("uploadParkingState", "2026-11-23 09:10:11")]
    [InlineData("uploadParkingInfo", "2026-11-23 09:10:11")]
    [InlineData("uploadInvoiceInfo", "I|-1")]
    [InlineData("uploadHeartbeat", null)]
    public void R27_A_record_is_known_by_the_id_that_its_interface_gives_it(string interfaceName, string? identity)
    {
        var data = JsonElement.Parse(
            """
            {"arriveID":"A","endID":"E","photoID":"P","billID":"B","bilID":"I","status":-1,"uploadTime":"2026-11-23 09:10:11"}
            """);

        Assert.Equal(identity, RecordIdentity.Of(interfaceName, data));
    }

    [Fact]
    public void A_monthly_fee_is_known_by_vehicle_payment_day_and_first_day_without_showing_the_plate()
    {
        var one = MonthlyFee("浙A12345", "2026-11-23", "2026-12-01");

        Assert.Equal(one, MonthlyFee("浙A12345", "2026-11-23", "2026-12-01"));
        Assert.NotEqual(one, MonthlyFee("浙A12346", "2026-11-23", "2026-12-01"));
        Assert.NotEqual(one, MonthlyFee("浙A12345", "2026-11-24", "2026-12-01"));
        Assert.NotEqual(one, MonthlyFee("浙A12345", "2026-11-23", "2027-01-01"));
        Assert.DoesNotContain("12345", one, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"uid":"U","parkingCode":"1001"}""")]
    [InlineData("""{"success":true,"params":{"uid":"U","parkingCode":"1001"}}""")]
    public void R25_The_stay_and_the_car_park_are_found_in_data_or_its_params(string json)
    {
        var data = JsonElement.Parse(json);

        Assert.Equal(("U", "1001"), (RecordIdentity.Uid(data), RecordIdentity.ParkingCode(data)));
    }

    private static string? MonthlyFee(string plate, string payDate, string firstDay) => RecordIdentity.Of(
        "uploadMonthlyFee",
        JsonSerializer.SerializeToElement(new { plateNo = plate, payDate, validStartDate = firstDay }));
}
