using System.Text.Json.Nodes;
using HzFunctions.Local.CarParkSimulator.Vehicles;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CarParkSimulator.Uploads;

/// <summary>Writes down what a car park uploads about itself and its tenants (§3.1.3, §4.1, §4.2, §3.3.3).</summary>
internal sealed class OfficeUploads(string parkingCode, string parkingName, Berths berths, Random random)
{
    private const int FenPerMonth = 30_000;

    /// <summary>The car park's own data (R72).</summary>
    public Upload ParkingInfo()
    {
        var data = new JsonObject
        {
            ["parkingCode"] = parkingCode,
            ["parkingName"] = parkingName,
            ["address"] = $"杭州市{parkingName}停车库",
            ["regionCode"] = "330106",
            ["areaCode"] = "05",
            ["priceType"] = 2,
            ["feeScale"] = "半小时内免费；每小时5元，不足1小时按1小时计；每日最高40元。",
            ["openTime"] = "00:00-23:59",
            ["parkingPattern"] = 1,
            ["parkingLocate"] = 1,
            ["parkingType"] = 2,
            ["buildType"] = 2,
            ["bmapX"] = "120.1551",
            ["bmapY"] = "30.2741",
            ["gmapX"] = "120.1486",
            ["gmapY"] = "30.2682",
            ["tempTotalNum"] = berths.Open,
            ["intrinsicTotalNum"] = berths.Total - berths.Open,
            ["visitorTotalNum"] = 0,
            ["chargeTotalNum"] = berths.Total / 10,
            ["totalBerthNum"] = berths.Total,
            ["openBerthNum"] = berths.Open,
        };
        return new Upload("uploadParkingInfo", data);
    }

    /// <summary>How many berths are left (R18, R28).</summary>
    public Upload ParkingState()
    {
        var data = new JsonObject { ["parkingCode"] = parkingCode };
        berths.WriteTo(data);
        return new Upload("uploadParkingState", data);
    }

    /// <summary>A tenant pays for the coming months (R73).</summary>
    public Upload MonthlyFee(DateTimeOffset now)
    {
        var months = random.Next(1, 13);
        var firstDay = now.AddDays(1 - now.Day).AddMonths(1);
        var data = new JsonObject
        {
            ["plateNo"] = PlateDraw.Next(random).Number,
            ["parkingCode"] = parkingCode,
            ["payDate"] = ChinaClock.WriteDate(now),
            ["validStartDate"] = ChinaClock.WriteDate(firstDay),
            ["validEndDate"] = ChinaClock.WriteDate(firstDay.AddMonths(months).AddDays(-1)),
            ["chargeType"] = 1,
            ["shouldPay"] = months * FenPerMonth,
            ["actualPay"] = months * FenPerMonth,
            ["invoiceFlag"] = 0,
        };
        return new Upload("uploadMonthlyFee", data);
    }

    /// <summary>That the car park's system is alive (R70).</summary>
    public Upload Heartbeat() => new("uploadHeartbeat", new JsonObject { ["parkingCode"] = parkingCode });
}
