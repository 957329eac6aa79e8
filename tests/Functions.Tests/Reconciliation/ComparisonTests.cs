using System.Text.Json.Nodes;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Reconciliation;

namespace HzFunctions.Functions.Tests.Reconciliation;

/// <summary>What is sent again, and what is not.</summary>
public sealed class ComparisonTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(100, 5, 200, true, null)]
    [InlineData(100, 6, 200, false, RefusalReason.Percent)]
    [InlineData(500, 20, 20, true, null)]
    [InlineData(500, 21, 20, false, RefusalReason.Records)]
    public async Task More_than_5_percent_or_200_records_of_a_part_are_not_sent_again(int records, int lost, int most, bool resent, string? reason)
    {
        var options = new ReconciliationOptions();
        Assert.Equal((5, 200), (options.ResendAtMostPercent, options.ResendAtMostRecords));
        options.ResendAtMostRecords = most;
        using var world = await DayWorld.StartAsync(options);
        var (number, uploads) = (0, records);
        world.City.Loses = _ => number++ < lost;
        for (var id = 0; id < records; id++)
        {
            await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, $"A{id:D4}", "2026-05-01 10:00:00"));
        }

        await world.ForwardAsync();
        world.Sleep();

        var run = await world.ReconcileAsync();

        Assert.Equal(resent ? "balanced" : "refused", run.ReadOutputAs<string>());
        Assert.Equal(uploads + (resent ? lost : 0), world.City.Uploads.Count);
        Assert.Equal(reason is null ? [] : [$"arrivals {reason}"], (await world.RowAsync()).Refusals);
        Assert.Equal(resent ? 0 : Math.Min(lost, DayRepair.MostNamed), (await world.FindingsAsync()).Count(finding => finding.StartsWith("arrivals missing", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_operator_who_has_looked_may_have_more_sent_again_but_not_from_a_list_that_may_be_cut()
    {
        using var world = await DayWorld.StartAsync();
        var number = 0;
        world.City.Loses = _ => number++ < 3;
        await StaysAsync(world, 4);

        Assert.Equal("refused", (await world.ReconcileAsync()).ReadOutputAs<string>());
        Assert.Equal("balanced", (await world.ReconcileAsync(beyondLimits: true)).ReadOutputAs<string>());
        Assert.Equal(16 + 3, world.City.Uploads.Count);

        world.City.Forget(RecordKind.Arrival, "A1");
        world.City.Answer = call => call.Interface == "downUID" ? DayCity.Of(DayCity.ListOf([], length: 195_000)) : null;
        Assert.Equal("refused", (await world.ReconcileAsync(beyondLimits: true)).ReadOutputAs<string>());
        Assert.Equal(["arrivals cut"], (await world.RowAsync()).Refusals);
    }

    [Fact]
    public async Task Nothing_is_sent_again_from_a_list_that_cannot_be_read()
    {
        using var world = await LostAsync();
        world.City.Answer = call => call.Interface == "downUID" ? DayCity.Of(new JsonObject { ["data"] = "{\"result\":[{\"UID\":\"u1\",\"arr" }) : null;

        Assert.Equal("refused", (await world.ReconcileAsync()).ReadOutputAs<string>());
        Assert.Equal(["arrivals unreadable"], (await world.RowAsync()).Refusals);
        Assert.Equal(1, world.City.TimesOf("P1", RecordKind.Arrival, "A0"));
    }

    [Fact]
    public async Task A_part_of_which_the_city_brain_has_nothing_at_all_is_not_sent_again()
    {
        using var world = await LostAsync(keeps: upload => upload.Kind != RecordKind.Photo);

        Assert.Equal("refused", (await world.ReconcileAsync()).ReadOutputAs<string>());
        Assert.Equal(["photos percent"], (await world.RowAsync()).Refusals);
    }

    [Fact]
    public async Task One_part_that_is_refused_does_not_keep_another_from_being_sent_again()
    {
        using var world = await LostAsync(keeps: upload => upload.Kind != RecordKind.Photo && upload.Id != "E3");

        Assert.Equal("refused", (await world.ReconcileAsync()).ReadOutputAs<string>());
        Assert.Equal(2, world.City.TimesOf("P1", RecordKind.Departure, "E3"));
        Assert.Equal(1, (await world.RowAsync()).Rounds[^1].PhotoMark);
        Assert.Equal(0, (await world.RowAsync()).Rounds[^1].AccountMark);
    }

    [Fact]
    public async Task Lines_without_a_record_id_are_compared_by_uid_and_each_stands_for_one_record()
    {
        using var world = await DayWorld.StartAsync();
        foreach (var id in new[] { "F1", "F2", "F3" })
        {
            await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Photo, id, "2026-05-01 10:00:00", "u"), photo: [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xD9]);
        }

        await StaysAsync(world, 30);
        world.City.Forget(RecordKind.Photo, "F3");
        var asked = 0;
        world.City.Answer = call => call.Interface == "downUID" && asked++ == 0
            ? DayCity.Of(DayCity.ListOf([.. Enumerable.Range(0, 30).Select(number => (JsonNode)new JsonObject { ["uid"] = $"u{number}" }), new JsonObject { ["UID"] = "u" }, new JsonObject { ["UID"] = "u" }]))
            : null;

        Assert.Equal("balanced", (await world.ReconcileAsync()).ReadOutputAs<string>());
        Assert.Equal(1, world.City.Uploads.Count(upload => upload.Id is "F1" or "F2" or "F3") - 3);
    }

    [Fact]
    public async Task What_is_under_way_when_the_list_is_read_is_not_sent_again()
    {
        using var world = await LostAsync();
        var stop = Stop;
        world.Forwards = false;
        world.Before = async step =>
        {
            if (step == "CompareDay")
            {
                var record = (await world.Handler.Journal.FindAsync(world.Entry.Site, RecordKind.Arrival, "A0", stop))!;
                await world.Log.WriteAsync(
                    JournalChanges.BackToOutbox(world.Entry.Site, record, world.Get<SequenceSource>().Next(record.Kind), world.Clock.GetUtcNow()), stop);
                world.Before = _ => Task.CompletedTask;
            }
            else if (step == "SettleDay")
            {
                await world.Handler.Drain.DrainAsync(world.Entry.Site, stop);
            }
        };

        await world.ReconcileAsync();
        await world.Handler.Drain.DrainAsync(world.Entry.Site, stop);

        Assert.Equal(2, world.City.TimesOf("P1", RecordKind.Arrival, "A0"));
    }

    [Fact]
    public async Task What_the_city_brain_has_beyond_ours_is_told_with_what_we_know_of_it_and_nothing_is_made_of_it()
    {
        using var world = await DayWorld.StartAsync();
        world.City.Refuses = upload => upload.Id == "A-refused";
        await StaysAsync(world, 4);
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, "A-refused", "2026-05-01 10:00:00"));
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, "A-other", "2026-04-30 10:00:00"));
        await world.ForwardAsync();
        world.City.Invent("P1", RecordKind.Arrival, "A-refused", "u", "2026-05-01 10:00:00");
        world.City.Invent("P1", RecordKind.Arrival, "A-other", "u", "2026-05-01 10:00:00");
        world.City.Invent("P1", RecordKind.Arrival, "谁?", "u", "2026-05-01 10:00:00");
        world.Sleep();

        Assert.Equal("unbalanced", (await world.ReconcileAsync()).ReadOutputAs<string>());
        Assert.Equal(
            ["arrivals deadLetter A-refused", "arrivals otherDay A-other", "arrivals refusedHere A-refused", "arrivals unknownHere 谁~3F"],
            (await world.FindingsAsync()).Order(StringComparer.Ordinal));
        Assert.Null(await world.Handler.Journal.FindAsync(world.Entry.Site, RecordKind.Arrival, "谁~3F", Stop));
        Assert.Equal(18, world.City.Uploads.Count);
    }

    [Fact]
    public async Task Amounts_that_differ_although_all_records_are_there_end_unbalanced_and_send_nothing()
    {
        using var world = await DayWorld.StartAsync();
        await StaysAsync(world, 2);
        world.City.Forget(RecordKind.Payment, "B1");
        world.City.Invent("P1", RecordKind.Payment, "B1", "u1", "2026-05-01 09:00:00");

        Assert.Equal("unbalanced", (await world.ReconcileAsync()).ReadOutputAs<string>());
        Assert.Equal(3, (await world.RowAsync()).Rounds.Count);
        Assert.Equal(8, world.City.Uploads.Count);
    }

    [Fact]
    public async Task What_is_lost_each_time_is_sent_again_in_each_of_three_rounds_and_no_oftener()
    {
        using var world = await LostAsync(keeps: upload => upload.Id != "A0");

        Assert.Equal("unbalanced", (await world.ReconcileAsync()).ReadOutputAs<string>());
        Assert.Equal((3, 4), ((await world.RowAsync()).Rounds.Count, world.City.TimesOf("P1", RecordKind.Arrival, "A0")));
    }

    [Fact]
    public async Task By_the_clock_of_uploads_a_record_that_went_up_days_later_is_found_there_and_others_of_that_day_are_no_surprise()
    {
        var options = new ReconciliationOptions { DownUidClock = ReconciliationOptions.UploadClock };
        using var world = await DayWorld.StartAsync(options, goesByUploads: true);
        await StaysAsync(world, 40);
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, "A-yesterday", "2026-04-30 23:59:59"));
        await world.ForwardAsync();
        world.Clock.Advance(TimeSpan.FromDays(2));
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, "A-late", "2026-05-01 12:00:00"));
        await world.ForwardAsync();
        world.City.Forget(RecordKind.Arrival, "A7");
        world.City.Answer = call => call.Interface == "uploadCheckRecord" && world.City.CallsOf("downUID").Count == 0
            ? DayCity.Of(new JsonObject { ["accountMark"] = 1, ["photoMark"] = 0 })
            : call.Interface == "uploadCheckRecord" ? DayCity.Of(new JsonObject { ["accountMark"] = 0, ["photoMark"] = 0 }) : null;

        Assert.Equal("balanced", (await world.ReconcileAsync()).ReadOutputAs<string>());
        Assert.Equal(["arrivals resent A7"], await world.FindingsAsync());
        Assert.Equal(
            ["2026-05-01", "2026-05-02", "2026-05-03", "2026-04-30"],
            world.City.CallsOf("downUID").Select(call => call.Data.GetProperty("accountDate").GetString()));
    }

    // Forty stays, and of each part 1 at most is lost unless said otherwise.
    private static async Task<DayWorld> LostAsync(Predicate<(string ParkingCode, string Kind, string Id)>? keeps = null)
    {
        var world = await DayWorld.StartAsync();
        world.City.Loses = keeps is null ? upload => upload.Id == "A0" && world.City.TimesOf("P1", upload.Kind, "A0") == 1
            : upload => !keeps(upload) && (upload.Id == "A0" || upload.Kind == RecordKind.Photo || world.City.TimesOf("P1", upload.Kind, upload.Id) == 1);
        await StaysAsync(world, 40);
        return world;
    }

    private static async Task StaysAsync(DayWorld world, int stays)
    {
        for (var number = 0; number < stays; number++)
        {
            await world.StayAsync($"{number}");
        }

        await world.ForwardAsync();
        world.Clock.Advance(TimeSpan.FromHours(1));
    }
}
