using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Tests.Validation;

namespace HzFunctions.Functions.Tests.Gateway;

/// <summary>Every required field of every interface, left out over HTTP: the answer names it.</summary>
public sealed class FieldRuleTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    public static TheoryData<string> Interfaces =>
        [.. StandardCatalogue.Instance.Interfaces.Where(definition => definition.Kind == InterfaceKind.HttpUplink).Select(definition => definition.Name)];

    [Theory]
    [MemberData(nameof(Interfaces))]
    public async Task A_field_that_is_required_and_missing_is_named(string name)
    {
        var definition = StandardCatalogue.Instance.Find(name)!;
        var required = definition.Request.Where(field =>
            field.Requirement == Requirement.Required
            && field.Place is FieldPlace.Data or FieldPlace.DataParams
            && !(name == "queryParkingCode" && field.Name == "accessID"));
        foreach (var field in required)
        {
            var answered = await fixture.Host.PostAsync(name, Requests.Of(name, data => SampleRequest.Home(data, field).Remove(field.Name)));

            Assert.Equal((400, "400"), (answered.Status, answered.Text("resultCode")));
            Assert.Contains(answered.WrongFields, wrong => wrong == field.Name || wrong == $"params.{field.Name}");
            Assert.Contains(field.Name, answered.Text("msg"), StringComparison.Ordinal);
        }

        Assert.Empty(fixture.Host.Log.Partitions);
        Assert.Empty(fixture.Host.CityBrain.Calls);
    }

    [Fact]
    public async Task All_errors_of_a_request_are_told_at_once()
    {
        var answered = await fixture.Host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data =>
        {
            data["plateColor"] = 9;
            data["arriveTime"] = "yesterday";
            data["totalBerthNum"] = "many";
            data.Remove("uid");
        }));

        Assert.Equal(["arriveTime", "plateColor", "totalBerthNum", "uid"], answered.WrongFields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task R50_a_car_park_with_several_exits_and_ETC_must_send_outNum()
    {
        await using var host = await GatewayHost.StartAsync();
        var withoutExit = Requests.Of("applyPayment", data => data["outNum"] = "");
        Assert.Equal(200, (await host.PostAsync("applyPayment", withoutExit)).Status);

        await host.OperateAsync(HttpMethod.Put, "/ops/sites", new System.Text.Json.Nodes.JsonObject
        {
            ["accessID"] = "1001",
            ["parkingCode"] = "P1",
            ["parkingName"] = "多出口",
            ["severalExitsWithEtc"] = true,
        });
        var answered = await host.PostAsync("applyPayment", withoutExit);

        Assert.Equal((400, "outNum"), (answered.Status, Assert.Single(answered.WrongFields)));
    }
}
