using System.Text.Json.Nodes;
using HzFunctions.Local.CarParkSimulator.Cameras;
using HzFunctions.Local.CarParkSimulator.Stays;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CarParkSimulator.Uploads;

/// <summary>Writes down what a car park uploads about its stays (§3.1).</summary>
internal sealed class StayUploads(string parkingCode, Berths berths, RecordIds ids, Random random)
{
    private const int OrdinaryParking = 1;
    private const int MonthlyParking = 2;
    private const int ArrivalPhoto = 1;
    private const int DeparturePhoto = 2;
    private const int HasLeft = 1;
    private const int PaidInside = 102;
    private const int PaidAtTheExit = 103;

    private static readonly int[] WaysToPay = [1, 3, 3, 3, 4, 4, 4, 5, 10];

    /// <summary>The uploads of a stay in the order in which they happen.</summary>
    public IEnumerable<Upload> Of(Stay stay)
    {
        yield return Arrival(stay);
        yield return Photo(stay, ArrivalPhoto, stay.ArrivedAt + TimeSpan.FromSeconds(1));
        if (stay is { IsPaid: true, Kind: StayKind.PaidInAdvance })
        {
            yield return Payment(stay, PaidInside);
        }

        yield return Departure(stay);
        yield return Photo(stay, DeparturePhoto, stay.LeftAt - TimeSpan.FromSeconds(1));
        if (stay is { IsPaid: true, Kind: StayKind.PaidAtExit })
        {
            yield return Payment(stay, PaidAtTheExit);
        }

        if (stay.Kind == StayKind.PaidLater)
        {
            yield return Application(stay);
        }
    }

    private Upload Arrival(Stay stay)
    {
        berths.Enter();
        var data = Vehicle(stay);
        data["arriveID"] = ids.Next("A");
        data["plateColor"] = stay.Plate.Color;
        data["entryNum"] = stay.EntryNum;
        data["arriveTime"] = ChinaClock.Write(stay.ArrivedAt);
        data["parkingType"] = ParkingType(stay);
        berths.WriteTo(data);
        return new Upload("uploadCarInData", data);
    }

    private Upload Departure(Stay stay)
    {
        berths.Leave();
        var data = Vehicle(stay);
        data["endID"] = ids.Next("E");
        data["plateColor"] = stay.Plate.Color;
        data["entryNum"] = stay.EntryNum;
        data["outNum"] = stay.OutNum;
        data["arriveTime"] = ChinaClock.Write(stay.ArrivedAt);
        data["endTime"] = ChinaClock.Write(stay.LeftAt);
        data["parkingType"] = ParkingType(stay);
        data["chargeFee"] = stay.ChargeFee;
        data["shouldPay"] = stay.ShouldPay;
        berths.WriteTo(data);
        return new Upload("uploadCarOutData", data);
    }

    private Upload Payment(Stay stay, int payType)
    {
        var data = Vehicle(stay);
        data["billID"] = ids.Next("B");
        data["chargeFee"] = stay.ChargeFee;
        data["shouldPay"] = stay.ShouldPay;
        data["actualPay"] = stay.ShouldPay;
        data["billTime"] = ChinaClock.Write(stay.PaidAt!.Value - TimeSpan.FromSeconds(5));
        data["dealTime"] = ChinaClock.Write(stay.PaidAt.Value);
        data["paidType"] = WaysToPay[random.Next(WaysToPay.Length)];
        data["payType"] = payType;
        data["billWay"] = 0;
        return new Upload("uploadPayRecord", data);
    }

    private Upload Application(Stay stay)
    {
        var data = Vehicle(stay);
        data["plateColor"] = stay.Plate.Color;
        data["arriveTime"] = ChinaClock.Write(stay.ArrivedAt);
        data["endTime"] = ChinaClock.Write(stay.LeftAt);
        data["outNum"] = stay.OutNum;
        data["billID"] = ids.Next("B");
        data["billTime"] = ChinaClock.Write(stay.LeftAt);
        data["shouldPay"] = stay.ShouldPay;
        data["payStatus"] = 0;
        data["carStock"] = HasLeft;
        return new Upload(Upload.Application, data);
    }

    private Upload Photo(Stay stay, int type, DateTimeOffset takenAt)
    {
        var id = ids.Next("P");
        var data = new JsonObject
        {
            ["uid"] = stay.Uid,
            ["parkingCode"] = parkingCode,
            ["photoID"] = id,
            ["time"] = ChinaClock.Write(takenAt),
            ["type"] = type,
            ["name"] = $"{id}.jpg",
        };
        return new Upload("uploadPhoto", data, GateCamera.Shoot(random));
    }

    private JsonObject Vehicle(Stay stay) => new()
    {
        ["uid"] = stay.Uid,
        ["parkingCode"] = parkingCode,
        ["plateNo"] = stay.Plate.Number,
    };

    private static int ParkingType(Stay stay) => stay.Kind == StayKind.Monthly ? MonthlyParking : OrdinaryParking;
}
