using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Tests.Gateway;

namespace HzFunctions.Functions.Tests.Guidance;

/// <summary>The eight interfaces of §4.6 and the car park's feed over HTTP.</summary>
public sealed class GuidanceHttpTests : IAsyncLifetime
{
    private const string Plate = "浙 A01C01";
    private const string Phone = "13788888888";

    private GatewayHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await GatewayHost.StartAsync();
        await _host.OperateAsync(HttpMethod.Put, "/ops/sites", new JsonObject { ["accessID"] = "1002", ["parkingCode"] = "P1", ["parkingName"] = "另一个场库" });
        await FeedAsync("P1 A-1", "P1 A-2");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task R84_a_driver_searches_books_navigates_arrives_is_found_and_sees_the_booking()
    {
        var available = await CallAsync("bookAvailable", AtP1());
        Assert.Equal(["parkSpaceId", "parkSpaceSizeType", "parkFloorNum", "parkAreaNum"], Members(Data(available)[0]));
        Assert.Equal(["P1 A-1", "P1 A-2"], Data(available).Select(space => space.GetProperty("parkSpaceId").GetString()));

        var booked = Assert.Single(Data(await CallAsync("bookNew", Booking())));
        Assert.Equal(["recordId", "bookRecordId", "arriveTime", "leaveTime"], Members(booked));
        Assert.Equal(booked.GetProperty("recordId").GetString(), booked.GetProperty("bookRecordId").GetString());
        Assert.Equal(4 * 3600 * 1000, booked.GetProperty("leaveTime").GetInt64() - booked.GetProperty("arriveTime").GetInt64());
        Assert.Equal(["P1 A-2"], Data(await CallAsync("bookAvailable", AtP1())).Select(space => space.GetProperty("parkSpaceId").GetString()));

        Assert.Equal("https://nav.example/P1%20A-1", Assert.Single(Data(await CallAsync("indoorNavigation", AtP1("P1 A-1")))).GetProperty("navigationUrl").GetString());
        Assert.Equal(204, Code(await CallAsync("findParkSpaceIdByCarNum", AtP1(carNum: Plate))));

        var arrival = AtP1("P1 A-1", Plate);
        arrival["bookRecordId"] = booked.GetProperty("recordId").GetString();
        Assert.Equal(200, Code(await CallAsync("carNumArriveParkSpaceId", arrival)));
        Assert.Equal("P1 A-1", Assert.Single(Data(await CallAsync("findParkSpaceIdByCarNum", AtP1(carNum: Plate)))).GetProperty("parkSpaceId").GetString());

        var record = Assert.Single(Data(await CallAsync("bookRecord", new() { ["userId"] = "123111", ["carNum"] = Plate })));
        Assert.Equal(["recordId", "bookRecordId", "parkingCode", "parkingName", "parkSpaceId", "arriveTime", "leaveTime", "state"], Members(record));
        Assert.Equal(("P1", "场库P1", "P1 A-1", 1), (record.GetProperty("parkingCode").GetString(), record.GetProperty("parkingName").GetString(), record.GetProperty("parkSpaceId").GetString(), record.GetProperty("state").GetInt32()));
    }

    [Fact]
    public async Task The_states_of_the_dictionary_are_told_and_a_refusal_says_why()
    {
        var id = Data(await CallAsync("bookNew", Booking()))[0].GetProperty("bookRecordId").GetString()!;

        var other = Booking();
        (other["carNum"], other["userId"]) = ("浙A99999", "other");
        var refused = await CallAsync("bookNew", other);
        Assert.Equal((200, 400, 0), (refused.Status, Code(refused), Data(refused).Count));
        Assert.Contains("车位已被预定", refused.Text("message"), StringComparison.Ordinal);

        Assert.Equal(200, Code(await CallAsync("bookCancel", new() { ["bookRecordId"] = id })));
        Assert.Equal(2, Data(await CallAsync("bookRecord", new() { ["userId"] = "123111", ["carNum"] = Plate }))[0].GetProperty("state").GetInt32());
        Assert.Equal(204, Code(await CallAsync("bookCancel", new() { ["bookRecordId"] = "20190309001" })));
        Assert.Equal(400, Code(await CallAsync("groundLockDown", new() { ["bookRecordId"] = id, ["uploadTime"] = "2018-12-01 10:10:01" })));
    }

    [Fact]
    public async Task R86_formId_may_be_empty_and_uploadTime_may_be_left_out_where_the_printed_example_leaves_it_out()
    {
        var withForm = Booking();
        withForm["formId"] = "form-1";
        Assert.Equal(200, Code(await CallAsync("bookNew", withForm)));

        var atP1 = AtP1();
        atP1.Remove("uploadTime");
        Assert.Equal(200, Code(await CallAsync("bookAvailable", atP1)));
        var navigation = AtP1("P1 A-1");
        navigation.Remove("uploadTime");
        var refused = await CallAsync("indoorNavigation", navigation);
        Assert.Equal(400, Code(refused));
        Assert.Contains("uploadTime", refused.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task R85_every_interface_is_served_at_its_printed_path_and_checked_against_its_table()
    {
        foreach (var definition in StandardCatalogue.Instance.Interfaces.Where(definition => definition.Kind == InterfaceKind.HttpVendor))
        {
            var answered = await CallAsync(definition.Name, []);

            Assert.Equal((200, 400), (answered.Status, Code(answered)));
            Assert.All(
                definition.Request.Where(field => field.Requirement == Requirement.Required && (definition.Name, field.Name) != ("bookAvailable", "uploadTime")),
                field => Assert.Contains($"{field.Name}:", answered.Text("message"), StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""{"params":1}""")]
    [InlineData("""{"params":{},"params":{}}""")]
    [InlineData("""{"params":{"bookRecordId":"\ud800"}}""")]
    [InlineData("""{"params":{"bookRecordId":""")]
    [InlineData("")]
    public async Task A_body_that_cannot_be_read_is_refused_in_the_standards_shape(string body)
    {
        var answered = await SendAsync("/cloud/park/book/cancel", body, GatewayHost.CityBrainKey);

        Assert.Equal((200, 400), (answered.Status, Code(answered)));
        Assert.Empty(Data(answered));
    }

    [Fact]
    public async Task Only_the_city_brains_own_key_opens_them_in_the_header_or_as_code_in_the_query()
    {
        var body = Envelope(AtP1());
        Assert.Equal(401, (await SendAsync("/cloud/park/book/available", body, null)).Status);
        Assert.Equal(401, (await SendAsync("/cloud/park/book/available", body, _host.ApiKey)).Status);
        Assert.Equal(401, (await SendAsync("/cloud/park/book/available?code=guess", body, null)).Status);
        Assert.Equal(200, Code(await SendAsync($"/cloud/park/book/available?code={GatewayHost.CityBrainKey}", body, null)));
        Assert.Equal(401, (await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"), GatewayHost.CityBrainKey)).Status);
        Assert.DoesNotContain(_host.Logged.Records, record => record.Contains(GatewayHost.CityBrainKey, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("203.0.113.7", 200)]
    [InlineData("198.51.100.1, 203.0.113.7:4711", 200)]
    [InlineData("203.0.113.7, 198.51.100.1", 403)]
    [InlineData("nonsense", 403)]
    public async Task Where_addresses_are_set_the_one_that_the_last_proxy_saw_must_be_among_them(string forwardedFor, int status)
    {
        await using var host = await GatewayHost.StartAsync(new Dictionary<string, string?> { ["Guidance:AllowedAddresses"] = "192.0.2.1, 203.0.113.0/24" });

        Assert.Equal(status, (await SendAsync("/findParkSpaceIdByCarNum", Envelope(AtP1(carNum: Plate)), GatewayHost.CityBrainKey, forwardedFor, host)).Status);
    }

    [Fact]
    public async Task A_code_that_two_accesses_share_is_told_apart_by_the_name_or_refused()
    {
        Assert.Equal(2, Data(await CallAsync("bookAvailable", AtP1())).Count);

        var other = AtP1();
        other["parkingName"] = "另一个场库";
        Assert.Equal(204, Code(await CallAsync("bookAvailable", other)));

        other["parkingName"] = "谁也不是";
        var refused = await CallAsync("bookAvailable", other);
        Assert.Equal(400, Code(refused));
        Assert.Contains("parkingName", refused.Text("message"), StringComparison.Ordinal);

        other["parkingCode"] = "P9";
        Assert.Equal(204, Code(await CallAsync("bookAvailable", other)));
    }

    [Fact]
    public async Task Each_car_park_feeds_its_own_spaces_only()
    {
        Assert.Equal(200, (await PutAsync(new JsonObject { ["spaces"] = new JsonArray(GuidedCarParkInMemory.Space("S-1")) }, _host.StrangersKey)).Status);

        Assert.DoesNotContain(_host.Guidance.Rows(GatewayHost.Site.Value), row => row.Row.EndsWith("S-1", StringComparison.Ordinal));
        Assert.Equal(401, (await PutAsync(new JsonObject { ["spaces"] = new JsonArray(GuidedCarParkInMemory.Space("S-1")) }, "no key")).Status);
    }

    [Fact]
    public async Task What_is_wrong_with_a_feed_is_named_and_nothing_of_it_is_kept()
    {
        var good = GuidedCarParkInMemory.Space("S-1");
        JsonObject bad = new() { ["parkSpaceId"] = "S-1", ["parkSpaceSizeType"] = "大", ["parkFloorNum"] = 1, ["navigationUrl"] = "javascript:x", ["bookable"] = "yes", ["lockImei"] = new string('1', 61) };

        var answered = await PutAsync(new JsonObject { ["uploadTime"] = "yesterday", ["spaces"] = new JsonArray(good, bad) });

        Assert.Equal(400, answered.Status);
        Assert.Equal(
            ["spaces[1].bookable", "spaces[1].lockImei", "spaces[1].navigationUrl", "spaces[1].parkAreaNum", "spaces[1].parkFloorNum", "spaces[1].parkSpaceId", "spaces[1].parkSpaceSizeType", "uploadTime"],
            answered.WrongFields.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(_host.Guidance.Rows(GatewayHost.Site.Value), row => row.Row.EndsWith("S-1", StringComparison.Ordinal));
        Assert.Equal(400, (await PutAsync(new JsonObject { ["spaces"] = new JsonArray() })).Status);
        Assert.Equal(["spaces[0].uploadTime", "uploadTime"], (await PutAsync(BeforeAllCarParks("spaces", good))).WrongFields.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["positions[0].uploadTime", "uploadTime"],
            (await PositionAsync(BeforeAllCarParks("positions", new JsonObject { ["carNum"] = Plate }))).WrongFields.Order(StringComparer.Ordinal));
        Assert.Equal(400, (await PositionAsync(new JsonObject { ["positions"] = new JsonArray(new JsonObject { ["parkSpaceId"] = "S-1" }) })).Status);
        Assert.Equal("true", (await PutAsync(new JsonObject { ["spaces"] = new JsonArray(good.DeepClone()) }, query: "?dryRun=true")).Text("dryRun"), ignoreCase: true);
    }

    [Fact]
    public async Task An_arrival_that_is_uploaded_fulfils_and_a_departure_ends()
    {
        await CallAsync("bookNew", Booking());
        var arrival = Requests.Of("uploadCarInData", data => (data["plateNo"], data["arriveTime"]) = (Plate, NowInChina()));
        Assert.Equal(200, (await _host.PostAsync("uploadCarInData", arrival)).Status);
        Assert.Equal("arrived", StateOfTheBooking());

        var departure = Requests.Of("uploadCarOutData", data => (data["plateNo"], data["endTime"]) = (Plate, NowInChina()));
        Assert.Equal(200, (await _host.PostAsync("uploadCarOutData", departure)).Status);
        Assert.Equal("left", StateOfTheBooking());
    }

    [Fact]
    public async Task A_departure_with_a_time_before_all_car_parks_is_accepted_and_means_nothing_for_guidance()
    {
        await CallAsync("bookNew", Booking());
        await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data => (data["plateNo"], data["arriveTime"]) = (Plate, NowInChina())));

        var departure = Requests.Of("uploadCarOutData", data => (data["plateNo"], data["endTime"]) = (Plate, "0001-01-01 08:00:00"));

        Assert.Equal(200, (await _host.PostAsync("uploadCarOutData", departure)).Status);
        Assert.Equal("arrived", StateOfTheBooking());
    }

    [Fact]
    public async Task A_lock_is_lowered_through_the_car_parks_inbox()
    {
        var id = Data(await CallAsync("bookNew", Booking()))[0].GetProperty("bookRecordId").GetString();
        JsonObject order = new() { ["imei"] = "lock-P1 A-1", ["bookRecordId"] = id, ["uploadTime"] = "2018-12-01 10:10:01" };

        // Of a machine that stands still for 8 s the order is withdrawn: it is given again.
        Answered lowered;
        do
        {
            var lowering = CallAsync("groundLockDown", order);
            foreach (var message in (await _host.GetAsync("/api/v2/inbox?wait=5")).Json.GetProperty("messages").EnumerateArray())
            {
                Assert.Equal(("groundLockDown", id, "lock-P1 A-1"), (message.GetProperty("topic").GetString(), message.GetProperty("data").GetProperty("bookRecordId").GetString(), message.GetProperty("data").GetProperty("lockImei").GetString()));
                await _host.PostAsync($"/api/v2/inbox/{message.GetProperty("id").GetString()}/ack", new StringContent("", Encoding.UTF8));
            }

            lowered = await lowering;
        }
        while (lowered.Text("message").Contains("地锁下降未确认", StringComparison.Ordinal));

        Assert.Equal(200, Code(lowered));
        order["imei"] = "another";
        Assert.Equal(400, Code(await CallAsync("groundLockDown", order)));
    }

    [Fact]
    public async Task No_phone_number_plate_or_user_is_ever_logged()
    {
        var id = Data(await CallAsync("bookNew", Booking()))[0].GetProperty("bookRecordId").GetString();
        await CallAsync("bookRecord", new() { ["userId"] = "123111", ["carNum"] = Plate });
        await CallAsync("bookCancel", new() { ["bookRecordId"] = id });
        var tooLong = Booking();
        tooLong["phone"] = 13788888888;
        Assert.Contains("phone", (await CallAsync("bookNew", tooLong)).Text("message"), StringComparison.Ordinal);
        _host.Guidance.IsAway = true;
        Assert.Equal((200, 500), await CallAsync("bookNew", Booking()) is var failed ? (failed.Status, Code(failed)) : default);

        Assert.Contains(_host.Logged.Records, record => record.Contains("bookNew", StringComparison.Ordinal));
        Assert.DoesNotContain(_host.Logged.Records, record => new[] { Phone, "A01C01", "123111", id! }.Any(secret => record.Contains(secret, StringComparison.Ordinal)));
    }

    private static JsonObject AtP1(string? parkSpaceId = null, string? carNum = null)
    {
        JsonObject parameters = new() { ["parkingCode"] = "P1", ["parkingName"] = "场库P1", ["uploadTime"] = "2018-12-01 10:10:01" };
        foreach (var (name, value) in new[] { ("parkSpaceId", parkSpaceId), ("carNum", carNum) }.Where(field => field.Item2 is not null))
        {
            parameters[name] = value;
        }

        return parameters;
    }

    private static JsonObject Booking()
    {
        var parameters = AtP1("P1 A-1", Plate);
        (parameters["userId"], parameters["phone"]) = ("123111", Phone);
        return parameters;
    }

    private Task<Answered> CallAsync(string interfaceName, JsonObject parameters) =>
        SendAsync("/" + StandardCatalogue.Instance.Find(interfaceName)!.Path.TrimStart('/'), Envelope((JsonObject)parameters.DeepClone()), GatewayHost.CityBrainKey);

    private static string Envelope(JsonObject parameters) => new JsonObject
    {
        ["request"] = new JsonObject { ["apiVer"] = "0.1.7" },
        ["params"] = parameters,
        ["version"] = "1.0",
    }.ToJsonString();

    private async Task<Answered> SendAsync(string path, string body, string? key, string? forwardedFor = null, GatewayHost? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
        {
            request.Headers.Add("X-Api-Key", key);
        }

        if (forwardedFor is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
        }

        return await (host ?? _host).SendAsync(request);
    }

    private async Task FeedAsync(params IEnumerable<string> spaces) =>
        Assert.Equal(200, (await PutAsync(new JsonObject { ["spaces"] = new JsonArray([.. spaces.Select(id => Encoded(GuidedCarParkInMemory.Space(id)))]) })).Status);

    private static JsonObject Encoded(JsonObject space)
    {
        space["navigationUrl"] = ((string)space["navigationUrl"]!).Replace(" ", "%20", StringComparison.Ordinal);
        return space;
    }

    private async Task<Answered> PutAsync(JsonObject body, string? key = null, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v2/guidance/spaces" + query) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("X-Api-Key", key ?? _host.ApiKey);
        return await _host.SendAsync(request);
    }

    private Task<Answered> PositionAsync(JsonObject body) =>
        _host.PostAsync("/api/v2/guidance/positions", new StringContent(body.ToJsonString(), Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json").MediaType!));

    private static JsonObject BeforeAllCarParks(string list, JsonObject element)
    {
        const string FirstMorning = "0001-01-01 08:00:00";
        var timed = (JsonObject)element.DeepClone();
        timed["uploadTime"] = FirstMorning;
        return new JsonObject { ["uploadTime"] = FirstMorning, [list] = new JsonArray(timed) };
    }

    private string StateOfTheBooking() =>
        Assert.Single(_host.Guidance.Rows(SiteId.Create("1001", "P1")!.Value.Value), row => row.Row.StartsWith("B|", StringComparison.Ordinal)).Columns["State"].ToString()!;

    private static string NowInChina() => HzFunctions.CityBrain.ChinaTime.Format(TimeProvider.System.GetUtcNow());

    private static int Code(Answered answered) => answered.Json.GetProperty("code").GetInt32();

    private static List<JsonElement> Data(Answered answered) => [.. answered.Json.GetProperty("data").EnumerateArray()];

    private static IEnumerable<string> Members(JsonElement value) => value.EnumerateObject().Select(member => member.Name);
}
