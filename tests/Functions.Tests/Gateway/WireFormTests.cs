using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Tests.Gateway;

public sealed class WireFormTests : IAsyncLifetime
{
    private GatewayHost _host = null!;
    private WireClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await GatewayHost.StartAsync();
        _client = new WireClient(_host.Keys.PrivatePem);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task R2_R3_R4_an_existing_client_needs_only_a_new_address()
    {
        var answered = await _host.SendAsync(await _client.FormAsync("uploadCarInData", Requests.Of("uploadCarInData").ToJsonString()));

        Assert.Equal((200, "200", "操作成功"), (answered.Status, answered.Text("resultCode"), answered.Text("msg")));
        Assert.StartsWith("uploadCarInData.", answered.Text("receipt"), StringComparison.Ordinal);
        await _host.DrainAsync();
        Assert.Equal("1001", Assert.Single(_host.CityBrain.Calls).AccessId);
    }

    [Fact]
    public async Task R4_the_parameters_may_stand_in_the_query_string_as_the_documents_examples_print_them()
    {
        var message = await _client.SealAsync(Requests.Of("uploadCarInData").ToJsonString());

        var answered = await _host.SendAsync(WireClient.Query("uploadCarInData", WireClient.Fields("client-1", message.Cipher, message.Sign)));

        Assert.Equal("200", answered.Text("resultCode"));
    }

    [Fact]
    public async Task A_plus_sign_that_arrived_as_a_blank_is_repaired()
    {
        var message = await SealWithAPlusAsync();

        var inQuery = await _host.SendAsync(WireClient.Query(
            "uploadCarInData", $"accessID=client-1&cipher={Unescaped(message.Cipher)}&sign={Unescaped(message.Sign)}"));
        var inForm = await _host.SendAsync(WireClient.Form(
            "uploadCarInData", $"accessID=client-1&cipher={Unescaped(message.Cipher)}&sign={Unescaped(message.Sign)}"));

        Assert.Equal(("200", "200"), (inQuery.Text("resultCode"), inForm.Text("resultCode")));
    }

    [Fact]
    public async Task R22_a_photo_comes_beside_the_cipher()
    {
        var body = Requests.Of("uploadPhoto");
        body.Remove("file");

        var answered = await _host.SendAsync(await _client.FormAsync(
            "uploadPhoto", body.ToJsonString(), file: Convert.ToBase64String(Requests.Jpeg)));

        Assert.Equal("200", answered.Text("resultCode"));
        Assert.Single(_host.Photos.Names);
    }

    [Fact]
    public async Task A_question_goes_up_under_the_upstream_accessID()
    {
        _host.CityBrain.Answer = """{"resultCode":"204","msg":"没有查询到数据"}""";

        var answered = await _host.SendAsync(await _client.FormAsync("getPayResult", Requests.Of("getPayResult").ToJsonString()));

        Assert.Equal((200, "204"), (answered.Status, answered.Text("resultCode")));
        Assert.Equal("1001", Assert.Single(_host.CityBrain.Calls).AccessId);
    }

    [Fact]
    public async Task A_city_brain_that_is_away_is_resultCode_500_with_HTTP_200()
    {
        _host.CityBrain.IsAway = true;

        var answered = await _host.SendAsync(await _client.FormAsync("getPayResult", Requests.Of("getPayResult").ToJsonString()));

        Assert.Equal((200, "500"), (answered.Status, answered.Text("resultCode")));
    }

    [Fact]
    public async Task A_storage_that_is_away_is_resultCode_500_with_HTTP_200()
    {
        _host.Log.IsAway = true;

        var answered = await _host.SendAsync(await _client.FormAsync("uploadCarInData", Requests.Of("uploadCarInData").ToJsonString()));

        Assert.Equal((200, "500"), (answered.Status, answered.Text("resultCode")));
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    public async Task An_identity_says_which_hash_it_signs_with(string hash)
    {
        await RegisterAsync("client-2", identity => identity["hash"] = hash);
        var client = new WireClient(_host.Keys.PrivatePem, new EnvelopeSettings { Hash = hash == "sha1" ? SignatureHash.Sha1 : SignatureHash.Sha256 });

        var answered = await _host.SendAsync(await client.FormAsync("uploadCarInData", Requests.Of("uploadCarInData").ToJsonString(), "client-2"));

        Assert.Equal("200", answered.Text("resultCode"));
    }

    [Fact]
    public async Task An_identity_may_send_data_as_a_string_that_holds_JSON()
    {
        await RegisterAsync("client-2", identity => identity["dataAsString"] = true);
        var data = Requests.Of("uploadCarInData")["data"]!.ToJsonString();

        var answered = await _host.SendAsync(await _client.FormAsync("uploadCarInData", new JsonObject { ["data"] = data }.ToJsonString(), "client-2"));

        Assert.Equal("200", answered.Text("resultCode"));
    }

    [Fact]
    public async Task An_identity_speaks_for_the_car_parks_that_it_is_registered_for_by_the_parkingCode()
    {
        await RegisterAsync("client-2", identity => identity["parkingCodes"] = new JsonArray("P1", "P2"));

        var answered = await _host.SendAsync(await _client.FormAsync(
            "uploadCarInData", Requests.Of("uploadCarInData", data => data["parkingCode"] = "P2").ToJsonString(), "client-2"));

        Assert.Equal("200", answered.Text("resultCode"));
        Assert.Equal([SiteId.Create("1001", "P2")!.Value.Value], _host.Log.Partitions);
    }

    [Fact]
    public async Task An_identity_with_several_car_parks_may_ask_what_names_none()
    {
        await RegisterAsync("client-2", identity => identity["parkingCodes"] = new JsonArray("P1", "P2"));

        var answered = await _host.SendAsync(await _client.FormAsync("queryParkingCode", Requests.Of("queryParkingCode").ToJsonString(), "client-2"));

        Assert.Equal("200", answered.Text("resultCode"));
    }

    [Fact]
    public async Task A_disabled_car_park_is_none_of_an_identitys_any_more()
    {
        await _host.OperateAsync(
            HttpMethod.Post, "/ops/sites/disable", new JsonObject { ["accessID"] = "1001", ["parkingCode"] = "P1", ["disabled"] = true });

        var answered = await _host.SendAsync(await _client.FormAsync("uploadCarInData", Requests.Of("uploadCarInData").ToJsonString()));

        Assert.Equal((200, "403"), (answered.Status, answered.Text("resultCode")));
    }

    private static string Unescaped(string base64) => base64.Replace("=", "%3D", StringComparison.Ordinal);

    private async Task<SealedMessage> SealWithAPlusAsync()
    {
        for (var note = 0; ; note++)
        {
            var message = await _client.SealAsync(Requests.Of("uploadCarInData", data => data["note"] = note).ToJsonString());
            if (message.Cipher.Contains('+', StringComparison.Ordinal) && message.Sign.Contains('+', StringComparison.Ordinal))
            {
                return message;
            }
        }
    }

    private async Task RegisterAsync(string clientId, Action<JsonObject> change)
    {
        var identity = new JsonObject
        {
            ["clientID"] = clientId,
            ["publicKey"] = _host.Keys.PublicPem,
            ["accessID"] = "1001",
            ["parkingCodes"] = new JsonArray("P1"),
        };
        change(identity);
        var answered = await _host.OperateAsync(HttpMethod.Put, "/ops/sites/identities", identity);
        Assert.True(answered.Status == 200, answered.Body);
    }
}
