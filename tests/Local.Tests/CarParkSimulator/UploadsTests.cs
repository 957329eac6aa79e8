using System.Text.Json;
using CsCheck;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Local.CarParkSimulator.Stays;
using HzFunctions.Local.CarParkSimulator.Uploads;
using HzFunctions.Local.CitySimulator.Checks;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.Tests.CarParkSimulator;

public sealed class UploadsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 10, 30, TimeSpan.FromHours(8));

    [Fact]
    public void Whatever_a_stay_uploads_keeps_the_standards_table()
    {
        Gen.Int.Sample(seed => Assert.All(PlayStay(seed), AssertKeepsTheTable), iter: 200);
    }

    [Fact]
    public void Whatever_an_office_uploads_keeps_the_standards_table()
    {
        Gen.Int.Sample(
            seed =>
            {
                var office = new OfficeUploads("1001", "吴山广场", new Berths(150, 130), new Random(seed));
                Assert.All([office.ParkingInfo(), office.ParkingState(), office.MonthlyFee(Now), office.Heartbeat()], AssertKeepsTheTable);
            },
            iter: 50);
    }

    [Fact]
    public void R25_All_uploads_of_a_stay_carry_its_uid_and_the_arrival_comes_first()
    {
        Gen.Int.Sample(
            seed =>
            {
                var uploads = PlayStay(seed).ToList();
                Assert.Equal("uploadCarInData", uploads[0].Interface);
                Assert.Single(uploads.Select(upload => (string)upload.Data["uid"]!).Distinct());
            },
            iter: 100);
    }

    [Fact]
    public void R30_Departure_and_bill_tell_the_same_fees()
    {
        Gen.Int.Sample(
            seed =>
            {
                var uploads = PlayStay(seed).ToList();
                var departure = uploads.Single(upload => upload.Interface == "uploadCarOutData").Data;
                foreach (var bill in uploads.Where(upload => upload.Interface == "uploadPayRecord").Select(upload => upload.Data))
                {
                    Assert.Equal((int)departure["chargeFee"]!, (int)bill["chargeFee"]!);
                    Assert.Equal((int)departure["shouldPay"]!, (int)bill["shouldPay"]!);
                    Assert.Equal((int)bill["shouldPay"]!, (int)bill["actualPay"]!);
                }
            },
            iter: 200);
    }

    [Fact]
    public void Who_pays_in_advance_is_billed_before_the_departure_and_who_pays_at_the_exit_after()
    {
        var random = new Random(1);
        var draw = new StayDraw("1001", random, []);
        var uploads = new StayUploads("1001", new Berths(150, 130), new RecordIds(1, 1), random);
        foreach (var stay in Enumerable.Range(0, 300).Select(_ => draw.Next(Now)).Where(stay => stay.IsPaid))
        {
            var interfaces = uploads.Of(stay).Select(upload => upload.Interface).ToList();
            Assert.Equal(
                stay.Kind == StayKind.PaidInAdvance,
                interfaces.IndexOf("uploadPayRecord") < interfaces.IndexOf("uploadCarOutData"));
        }
    }

    [Fact]
    public void R47_R48_R49_Who_leaves_first_is_applied_for_at_the_end_with_a_bill_that_is_not_paid_yet()
    {
        var random = new Random(1);
        var draw = new StayDraw("1001", random, [], payLater: 100);
        var uploads = new StayUploads("1001", new Berths(150, 130), new RecordIds(1, 1), random);
        foreach (var stay in Enumerable.Range(0, 100).Select(_ => draw.Next(Now)))
        {
            var last = uploads.Of(stay).Last();
            Assert.Equal((Upload.Application, StayKind.PaidLater), (last.Interface, stay.Kind));
            Assert.Equal((0, 1, stay.ShouldPay), ((int)last.Data["payStatus"]!, (int)last.Data["carStock"]!, (int)last.Data["shouldPay"]!));
            Assert.Empty(FieldChecker.Check(StandardCatalogue.Instance.Find(last.Interface)!, JsonSerializer.SerializeToElement(last.Data)));
            Assert.True(stay.ShouldPay > 0);
        }
    }

    [Fact]
    public void R27_No_record_id_comes_twice_over_car_parks_and_runs()
    {
        var ids = from carPark in Enumerable.Range(0, 3)
                  from generation in Enumerable.Range(1, 3)
                  from id in Take(new RecordIds(carPark, generation), 50)
                  select id;

        Assert.Equal(450, ids.Distinct().Count());
    }

    [Fact]
    public void R28_The_free_berths_follow_the_cars_within_what_is_open()
    {
        var berths = new Berths(total: 3, open: 2);
        Assert.Equal(2, berths.Free);

        berths.Enter();
        Assert.Equal(1, berths.Free);

        berths.Enter();
        berths.Enter();
        Assert.Equal(0, berths.Free);

        berths.Leave();
        berths.Leave();
        berths.Leave();
        berths.Leave();
        Assert.Equal(2, berths.Free);
    }

    [Fact]
    public void An_upload_that_is_sent_again_bears_another_upload_time_and_nothing_else_is_new()
    {
        var upload = PlayStay(1).First();

        var first = upload.At(Now);
        var second = upload.At(Now.AddSeconds(3));

        Assert.Equal(("2026-11-23 09:10:30", "2026-11-23 09:10:33"), ((string)first["uploadTime"]!, (string)second["uploadTime"]!));
        Assert.Equal(Fingerprint(first), Fingerprint(second));
    }

    private static string Fingerprint(object data) => ContentFingerprint.Of(JsonSerializer.SerializeToElement(data));

    private static IEnumerable<Upload> PlayStay(int seed)
    {
        var random = new Random(seed);
        var uploads = new StayUploads("1001", new Berths(150, 130), new RecordIds(1, 1), random);
        return uploads.Of(new StayDraw("1001", random, []).Next(Now));
    }

    private static List<string> Take(RecordIds ids, int count) => [.. Enumerable.Range(0, count).Select(_ => ids.Next("A"))];

    private static void AssertKeepsTheTable(Upload upload)
    {
        var definition = StandardCatalogue.Instance.Find(upload.Interface)!;
        var data = JsonSerializer.SerializeToElement(upload.At(Now));
        Assert.Empty(FieldChecker.Check(definition, data));
        Assert.Null(UploadTimeCheck.Check(data, Now));
        Assert.Equal(upload.Interface == "uploadPhoto", upload.Photo is not null);
        if (upload.Photo is { } photo)
        {
            Assert.Null(PhotoChecker.Read(Convert.ToBase64String(photo)).Fault);
        }
    }
}
