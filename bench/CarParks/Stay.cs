using System.Globalization;
using System.Text;
using HzFunctions.CityBrain;

namespace HzFunctions.Bench.CarParks;

/// <summary>A car's stay, as the requests of a car park tell it. Equal lengths whatever the number.</summary>
internal sealed class Stay(string parkingCode, int number, DateTimeOffset now)
{
    private readonly string _now = ChinaTime.Format(now);
    private readonly string _arrived = ChinaTime.Format(now.AddHours(-2));
    private readonly string _id = number.ToString("D8", CultureInfo.InvariantCulture);

    /// <summary>The stay's uid (流水号).</summary>
    public string Uid => $"{parkingCode}{_arrived.Replace("-", "", StringComparison.Ordinal)[..8]}{_id}";

    /// <summary>The arrival's record id.</summary>
    public string ArriveId => $"A-{_id}";

    private string PlateNo => $"浙A{number % 100_000:D5}";

    /// <summary>uploadCarInData (§3.1.1).</summary>
    public ParkingEvent Arrival() => new("uploadCarInData", Encoding.UTF8.GetBytes(
        $$$"""
        {"data":{"uid":"{{{Uid}}}","arriveID":"{{{ArriveId}}}","plateNo":"{{{PlateNo}}}","parkingCode":"{{{parkingCode}}}","gateNo":"1",
        "entryNum":"01","operatorCode":"01C001","totalBerthNum":150,"openBerthNum":130,"freeBerthNum":70,
        "arriveTime":"{{{_arrived}}}","parkingType":1,"plateColor":1,"uploadTime":"{{{_now}}}"}}
        """));

    /// <summary>uploadPayRecord (§3.1.5).</summary>
    public ParkingEvent Payment() => new("uploadPayRecord", Encoding.UTF8.GetBytes(
        $$$"""
        {"data":{"billID":"B-{{{_id}}}","uid":"{{{Uid}}}","plateNo":"{{{PlateNo}}}","parkingCode":"{{{parkingCode}}}",
        "chargeFee":800,"shouldPay":800,"actualPay":800,"billTime":"{{{_now}}}","dealTime":"{{{_now}}}","paidType":1,"payType":101,
        "billWay":1,"uploadTime":"{{{_now}}}"}}
        """));

    /// <summary>uploadCarOutData (§3.1.2).</summary>
    public ParkingEvent Departure() => new("uploadCarOutData", Encoding.UTF8.GetBytes(
        $$$"""
        {"data":{"uid":"{{{Uid}}}","endID":"E-{{{_id}}}","plateNo":"{{{PlateNo}}}","parkingCode":"{{{parkingCode}}}","gateNo":"1",
        "operatorCode":"01C001","totalBerthNum":150,"openBerthNum":130,"freeBerthNum":71,"arriveTime":"{{{_arrived}}}","parkingType":1,
        "endTime":"{{{_now}}}","entryNum":"01","outNum":"02","plateColor":1,"uploadTime":"{{{_now}}}","chargeFee":800,"shouldPay":800}}
        """));
}
