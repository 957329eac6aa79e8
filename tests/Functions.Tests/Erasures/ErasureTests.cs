using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.Tests.Audit;
using HzFunctions.Functions.Tests.Billing;
using HzFunctions.Functions.Tests.Downlink;
using HzFunctions.Functions.Tests.Gateway;
using HzFunctions.Functions.Tests.Guidance;
using HzFunctions.Functions.Tests.InMemory;
using Rows = HzFunctions.Functions.Journal.Rows;

namespace HzFunctions.Functions.Tests.Erasures;

/// <summary>Erasing a vehicle: a dry run, then all that is done with, and nothing that is not.</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private const string Site = "1001~~P1";

    private BillGateway _gateway = null!;

    private GatewayHost Host => _gateway.Host;

    public async ValueTask InitializeAsync() => _gateway = await BillGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_parking_act_that_is_done_with_leaves_no_row_and_no_photo()
    {
        var (log, downlinks) = (Keys(Host.Log), Keys(Host.Downlinks));
        await ParkingAct.RunAsync(_gateway);

        var dry = await EraseAsync(dryRun: true);
        var erased = await EraseAsync(dryRun: false, dry.Text("confirm"));

        var report = erased.Json.GetProperty("sites")[0];
        Assert.Equal(dry.Json.GetProperty("sites").GetRawText(), erased.Json.GetProperty("sites").GetRawText());
        Assert.Equal(
            ["uploadCarInData", "uploadCarOutData", "uploadPayRecord", "uploadPhoto"],
            report.GetProperty("records").EnumerateObject().Select(kind => kind.Name).Order(StringComparer.Ordinal));
        Assert.Equal((1, 1, 2, 2), (Count(report, "photos"), Count(report, "bills"), Count(report, "messages"), Count(report, "facts")));
        Assert.Equal(0, report.GetProperty("kept").GetArrayLength());
        // The mark of a day that is to be reconciled again says nothing about anybody.
        Assert.Equal(log.Append("L"), Keys(Host.Log).Where(row => !row.StartsWith(Rows.ChangedDayPrefix, StringComparison.Ordinal)));
        Assert.Equal(downlinks.Append("H"), Keys(Host.Downlinks));
        Assert.Empty(Host.Photos.Names);
        Assert.Equal(404, (await Host.OperateAsync(HttpMethod.Get, $"/ops/audit/{ParkingAct.Uid}")).Status);
    }

    [Fact]
    public async Task A_dry_run_erases_nothing_and_without_its_word_nothing_is_erased()
    {
        await ParkingAct.RunAsync(_gateway);
        var (log, downlinks) = (Keys(Host.Log), Keys(Host.Downlinks));

        await EraseAsync(dryRun: true);
        Assert.Equal(400, (await TryAsync(dryRun: false, confirm: null)).Status);
        Assert.Equal(409, (await TryAsync(dryRun: false, confirm: new string('0', 32))).Status);

        Assert.Equal(log, Keys(Host.Log));
        Assert.Equal(downlinks, Keys(Host.Downlinks));
        Assert.Single(Host.Photos.Names);
    }

    [Fact]
    public async Task What_has_come_since_the_dry_run_wants_another_one()
    {
        await ParkingAct.RunAsync(_gateway);
        var dry = await EraseAsync(dryRun: true);
        await ParkingAct.PostAsync(_gateway, "uploadPayRecord", data => (data["plateNo"], data["billID"]) = (BridgeMessage.Plate, "B-7"));
        await Host.DrainAsync();

        Assert.Equal(409, (await TryAsync(dryRun: false, dry.Text("confirm"))).Status);
    }

    [Fact]
    public async Task What_still_waits_is_kept_and_said_and_found_again_once_it_is_done_with()
    {
        await ParkingAct.RunAsync(_gateway);
        await ParkingAct.PostAsync(_gateway, "uploadPhoto", data => data["photoID"] = "late");
        await _gateway.TellContractAsync(moneyLimit: 4321);
        await _gateway.ApplyAsync(data => data["billID"] = "B-2");

        var first = (await EraseAsync(dryRun: false, (await EraseAsync(dryRun: true)).Text("confirm"))).Json.GetProperty("sites")[0];

        var kept = first.GetProperty("kept").EnumerateArray().Select(item => (item.GetProperty("what").GetString()!.Split('.')[0], item.GetProperty("why").GetString()!)).ToList();
        Assert.Contains(("uploadPhoto", "not with the city brain yet"), kept);
        Assert.Contains(("uploadCarInData", "something of its stay is not with the city brain yet"), kept);
        Assert.Contains(("uploadCarOutData", "something of its stay is not with the city brain yet"), kept);
        Assert.Contains(("departurePayInfo", "not delivered or not confirmed yet"), kept);
        Assert.Contains(("bill B-2", "not settled yet"), kept);
        Assert.Single(Host.Photos.Names);

        // The photo goes up whole, and then it can go.
        await Host.DrainAsync();
        Assert.Equal("forwarded", (await Host.GetAsync("/api/v2/receipts/uploadPhoto.late")).Text("state"));
        await ParkingAct.AckAllAsync(Host);
        await EraseAsync(dryRun: false, (await EraseAsync(dryRun: true)).Text("confirm"));
        Assert.Empty(Host.Photos.Names);
        Assert.DoesNotContain(Keys(Host.Log), key => key.StartsWith("E|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bill_that_is_to_be_reviewed_is_kept_until_somebody_has_looked_at_it()
    {
        await _gateway.BringAsync(BillStory.PayResult(change: data => data["plateNo"] = BridgeMessage.Plate));
        await ParkingAct.AckAllAsync(Host);

        var kept = (await EraseAsync(dryRun: true)).Json.GetProperty("sites")[0].GetProperty("kept");
        Assert.Equal("to be reviewed", Assert.Single(kept.EnumerateArray()).GetProperty("why").GetString());

        await Host.OperateAsync(
            HttpMethod.Post, "/ops/bills/reviewed", new JsonObject { ["site"] = Site, ["billID"] = "B-1", ["reason"] = "r", ["actor"] = "li" });
        await EraseAsync(dryRun: false, (await EraseAsync(dryRun: true)).Text("confirm"));
        Assert.Null(await _gateway.BillAsync());
    }

    [Fact]
    public async Task Records_that_name_the_plate_alone_go_too_and_so_do_their_earlier_revisions()
    {
        await Host.PostAsync("uploadMonthlyFee", Requests.Of("uploadMonthlyFee", data => (data["plateNo"], data["actualPay"]) = (BridgeMessage.Plate, 1)));
        await Host.PostAsync("uploadMonthlyFee", Requests.Of("uploadMonthlyFee", data => (data["plateNo"], data["actualPay"]) = (BridgeMessage.Plate, 2)));
        await Host.PostAsync("uploadInvoiceInfo", Requests.Of("uploadInvoiceInfo", data => data["plateNo"] = BridgeMessage.Plate));
        await Host.DrainAsync();

        await EraseAsync(dryRun: false, (await EraseAsync(dryRun: true)).Text("confirm"));

        Assert.Equal(["L"], Keys(Host.Log));
    }

    [Fact]
    public async Task The_photo_that_a_revision_replaced_goes_too()
    {
        await ParkingAct.RunAsync(_gateway);
        var other = Requests.Of("uploadPhoto", data => (data["uid"], data["remark"]) = (ParkingAct.Uid, "clearer"));
        other["file"] = Convert.ToBase64String([.. Requests.Jpeg[..^2], 9, 0xFF, 0xD9]);
        Assert.Equal(200, (await Host.PostAsync("uploadPhoto", other)).Status);
        await Host.DrainAsync();
        Assert.Equal(2, Host.Photos.Names.Count);

        await EraseAsync(dryRun: false, (await EraseAsync(dryRun: true)).Text("confirm"));

        Assert.Empty(Host.Photos.Names);
    }

    [Fact]
    public async Task Of_indoor_guidance_bookings_that_have_ended_go_and_where_the_vehicle_is_and_what_was_told_of_it()
    {
        var site = await GuideAsync();
        var (reservations, stop) = (Host.Services.GetRequiredService<Reservations>(), TestContext.Current.CancellationToken);
        var ended = (await reservations.BookAsync(site, new BookingOrder("A-1", "u1", BridgeMessage.Plate, "13788888888"), stop)).Booking!;
        await reservations.CancelAsync(ended.Id, stop);
        var others = (await reservations.BookAsync(site, new BookingOrder("A-2", "u2", "浙B12345", "13788888889"), stop)).Booking!;
        await Host.Services.GetRequiredService<PositionFeed>().NoteAsync(site.Site, [new Position(BridgeMessage.Plate, "A-2", TimeProvider.System.GetUtcNow())], stop);
        await ParkingAct.AckAllAsync(Host);

        var report = (await EraseAsync(dryRun: false, (await EraseAsync(dryRun: true)).Text("confirm"))).Json.GetProperty("sites")[0];

        Assert.Equal((1, 1, 1, 0), (Count(report, "bookings"), Count(report, "places"), Count(report, "messages"), report.GetProperty("kept").GetArrayLength()));
        Assert.Equal(
            [GuidanceRows.Booking(others.Id.Number), GuidanceRows.Plate(GuidanceRows.PlateHash("浙B12345"))],
            Keys(Host.Guidance).Where(row => row.StartsWith("B|", StringComparison.Ordinal) || row.StartsWith("P|", StringComparison.Ordinal)));
        Assert.Empty(Host.Guidance.Rows(ended.User));
        Assert.Null(GuidanceInvariants.Violation(Host.Guidance, site.Site));
        Assert.Equal(0, (await EraseAsync(dryRun: true)).Json.GetProperty("sites").GetArrayLength());
    }

    [Fact]
    public async Task The_stay_of_a_vehicle_that_is_inside_is_kept_and_goes_once_it_has_left()
    {
        await _gateway.ArriveAsync();
        await Host.DrainAsync();

        var kept = (await EraseAsync(dryRun: true)).Json.GetProperty("sites")[0].GetProperty("kept");
        Assert.Equal("the vehicle is inside", Assert.Single(kept.EnumerateArray()).GetProperty("why").GetString());

        await ParkingAct.PostAsync(_gateway, "uploadCarOutData", data => (data["plateNo"], data["plateColor"]) = (BridgeMessage.Plate, 1));
        await Host.DrainAsync();
        await EraseAsync(dryRun: false, (await EraseAsync(dryRun: true)).Text("confirm"));
        Assert.DoesNotContain(Keys(Host.Log), key => key.StartsWith("E|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_photo_of_another_vehicle_with_the_same_content_stays()
    {
        await ParkingAct.RunAsync(_gateway);
        await Host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data => (data["arriveID"], data["uid"], data["plateNo"]) = ("other", "u-2", "浙B12345")));
        await Host.PostAsync("uploadPhoto", Requests.Of("uploadPhoto", data => (data["photoID"], data["uid"]) = ("other", "u-2")));
        await Host.DrainAsync();

        await EraseAsync(dryRun: false, (await EraseAsync(dryRun: true)).Text("confirm"));

        Assert.Single(Host.Photos.Names);
    }

    [Theory]
    [InlineData("reason")]
    [InlineData("actor")]
    public async Task A_word_that_is_logged_must_not_name_the_vehicle(string name)
    {
        var order = Order(dryRun: true, confirm: null, site: null);
        order[name] = $"the car {BridgeMessage.Plate.Insert(2, " ").ToLowerInvariant()} of Mr. Li";

        var refused = await Host.OperateAsync(HttpMethod.Post, "/ops/erasures", order);

        Assert.Equal(400, refused.Status);
        Assert.StartsWith($"{name}:", refused.Text("error"), StringComparison.Ordinal);
        Assert.DoesNotContain(Host.Logged.Records, record => record.Contains("Mr. Li", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_booking_that_is_open_is_kept_and_said()
    {
        var site = await GuideAsync();
        var order = new BookingOrder("A-1", "u1", BridgeMessage.Plate, "13788888888");
        var open = (await Host.Services.GetRequiredService<Reservations>().BookAsync(site, order, TestContext.Current.CancellationToken)).Booking!;
        var rows = Keys(Host.Guidance);

        var report = (await EraseAsync(dryRun: false, (await EraseAsync(dryRun: true)).Text("confirm"))).Json.GetProperty("sites")[0];

        var kept = Assert.Single(report.GetProperty("kept").EnumerateArray());
        Assert.Equal(($"booking {open.Id}", "not over yet"), (kept.GetProperty("what").GetString(), kept.GetProperty("why").GetString()));
        Assert.Equal(rows, Keys(Host.Guidance));
    }

    [Fact]
    public async Task Other_vehicles_and_other_car_parks_keep_what_they_have()
    {
        await ParkingAct.RunAsync(_gateway);
        await Host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data => (data["arriveID"], data["uid"], data["plateNo"]) = ("other", "u-2", "浙B12345")));
        await Host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data => data["plateNo"] = BridgeMessage.Plate), Host.StrangersKey);
        await Host.DrainAsync();

        var dry = await Host.OperateAsync(HttpMethod.Post, "/ops/erasures", Order(dryRun: true, confirm: null, site: Site));
        Assert.Equal(["1001~~P1"], dry.Json.GetProperty("sites").EnumerateArray().Select(site => site.GetProperty("site").GetString()));
        await Host.OperateAsync(HttpMethod.Post, "/ops/erasures", Order(dryRun: false, dry.Text("confirm"), Site));

        Assert.Equal("forwarded", (await Host.GetAsync("/api/v2/receipts/uploadCarInData.other")).Text("state"));
        Assert.Equal(200, (await Host.GetAsync($"/api/v2/receipts/{Receipt()}", Host.StrangersKey)).Status);
    }

    [Fact]
    public async Task A_plate_is_found_with_and_without_blanks()
    {
        await ParkingAct.RunAsync(_gateway);
        var order = Order(dryRun: true, confirm: null, site: null);
        order["plateNo"] = BridgeMessage.Plate.Insert(1, " ");

        Assert.Equal(1, (await Host.OperateAsync(HttpMethod.Post, "/ops/erasures", order)).Json.GetProperty("sites").GetArrayLength());
    }

    [Fact]
    public async Task What_was_erased_and_who_wanted_it_is_logged_and_the_plate_is_neither_logged_nor_answered()
    {
        await ParkingAct.RunAsync(_gateway);

        var dry = await EraseAsync(dryRun: true);
        var erased = await EraseAsync(dryRun: false, dry.Text("confirm"));

        Assert.Contains(Host.Logged.Records, record => record.Contains("li has had a vehicle's data erased, 10 rows and photos, 0 kept: asked for", StringComparison.Ordinal));
        Assert.All(Vehicle.Traces, trace =>
        {
            Assert.DoesNotContain(trace, dry.Body + erased.Body, StringComparison.Ordinal);
            Assert.All(Host.Logged.Records, record => Assert.DoesNotContain(trace, record, StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Of_a_vehicle_that_nobody_knows_there_is_nothing()
    {
        var dry = await EraseAsync(dryRun: true);

        Assert.Equal(0, dry.Json.GetProperty("sites").GetArrayLength());
        Assert.Equal(200, (await TryAsync(dryRun: false, dry.Text("confirm"))).Status);
    }

    [Theory]
    [InlineData("plateNo", " ")]
    [InlineData("plateNo", null)]
    [InlineData("actor", "")]
    [InlineData("reason", null)]
    [InlineData("site", "P1")]
    [InlineData("dryRun", "yes")]
    public async Task Orders_that_cannot_be_carried_out_say_why(string member, string? value)
    {
        var order = Order(dryRun: true, confirm: null, Site);
        order[member] = value;

        var answered = await Host.OperateAsync(HttpMethod.Post, "/ops/erasures", order);

        Assert.Equal(400, answered.Status);
        Assert.Contains(member, answered.Text("error"), StringComparison.Ordinal);
    }

    // The car park tells of two spaces that can be booked.
    private async Task<SiteEntry> GuideAsync()
    {
        var spaces = new[] { "A-1", "A-2" }.Select(id => new SpaceRow(id) { SizeType = "普通", Floor = "B1", Area = "A区", Bookable = true, FedAt = TimeProvider.System.GetUtcNow() });
        await Host.Services.GetRequiredService<SpaceFeed>().PutAsync(GatewayHost.Site, [.. spaces], TestContext.Current.CancellationToken);
        return (await Host.Services.GetRequiredService<SiteDirectory>().FindSiteAsync(GatewayHost.Site, TestContext.Current.CancellationToken))!;
    }

    private static JsonObject Order(bool dryRun, string? confirm, string? site) => new()
    {
        ["plateNo"] = BridgeMessage.Plate,
        ["site"] = site,
        ["dryRun"] = dryRun,
        ["confirm"] = confirm,
        ["reason"] = "asked for",
        ["actor"] = "li",
    };

    private static IReadOnlyList<string> Keys(InMemoryTable table) => [.. table.Rows(Site).Select(row => row.Row)];

    private static int Count(JsonElement report, string name) => report.GetProperty(name).GetInt32();

    private static string Receipt() => $"uploadCarInData.{Requests.Of("uploadCarInData")["data"]!["arriveID"]}";

    private async Task<Answered> EraseAsync(bool dryRun, string? confirm = null)
    {
        var answered = await TryAsync(dryRun, confirm);
        Assert.True(answered.Status == 200, answered.Body);
        return answered;
    }

    private Task<Answered> TryAsync(bool dryRun, string? confirm) => Host.OperateAsync(HttpMethod.Post, "/ops/erasures", Order(dryRun, confirm, site: null));
}
