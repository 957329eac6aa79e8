using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Run.Setup;

namespace HzFunctions.Local.Tests.Run;

public sealed class CityPlanTests(MadeKeys keys) : IClassFixture<MadeKeys>
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(9)]
    public void R26_Two_car_parks_of_different_accesses_share_a_code_and_no_two_of_one_access_do(int count)
    {
        var carParks = Make(count).CarParks;

        Assert.Equal(count, carParks.Select(carPark => (carPark.AccessID, carPark.ParkingCode)).Distinct().Count());
        Assert.Equal(count - 1, carParks.Select(carPark => carPark.ParkingCode).Distinct().Count());
        Assert.Equal(carParks[0].ParkingCode, carParks[1].ParkingCode);
        Assert.NotEqual(carParks[0].AccessID, carParks[1].AccessID);
    }

    [Fact]
    public void One_car_park_speaks_the_wire_form()
    {
        Assert.Single(Make(4).CarParks, carPark => carPark.Form == UploadForm.Wire);
    }

    [Fact]
    public void A_single_car_park_speaks_json()
    {
        Assert.Equal(UploadForm.Json, Assert.Single(Make(1).CarParks).Form);
    }

    [Fact]
    public void Names_tell_car_parks_apart_however_many_there_are()
    {
        Assert.Equal(30, Make(30).CarParks.Select(carPark => carPark.ParkingName).Distinct().Count());
    }

    [Fact]
    public void Upstream_client_and_platform_keys_are_different_ones()
    {
        var keys = Make(2).Accesses.SelectMany(access => new[] { access.Upstream, access.Client, access.Platform }).ToList();

        Assert.Equal(9, keys.Count);
        Assert.Equal(9, keys.Select(key => key.PublicKey).Distinct().Count());
    }

    [Fact]
    public void A_wire_car_park_is_under_an_access_with_a_connection_of_its_own_and_the_others_have_an_inbox_or_a_webhook()
    {
        var plan = Make(4);

        Assert.Equal(
            [DownlinkForm.Inbox, DownlinkForm.Webhook, DownlinkForm.Inbox, DownlinkForm.Own],
            plan.CarParks.Select(carPark => carPark.Downlink));
        Assert.Equal(plan.CarParks[3].AccessID, Assert.Single(plan.Accesses, access => access.HasOwnConnection).AccessID);
        Assert.All(plan.CarParks, carPark => Assert.Equal(carPark.Downlink == DownlinkForm.Webhook, carPark.WebhookSecretFile is not null));
    }

    private CityPlan Make(int carParks) => CityPlan.Make(carParks, keys.Ring);
}
