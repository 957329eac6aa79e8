using Azure.Data.Tables;
using HzFunctions.CityBrain;
using HzFunctions.Durable.Protocol;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Functions.Retention;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Tests.Guidance;
using HzFunctions.Functions.Tests.InMemory;
using HzFunctions.Functions.Tests.Reconciliation;

namespace HzFunctions.Functions.Tests.Retention;

/// <summary>What is older than it is kept goes, in small steps; what is still needed stays.</summary>
public sealed class RetentionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_of_400_days_ago_go_with_all_their_rows_and_younger_ones_stay()
    {
        using var world = await DayWorld.StartAsync();
        world.City.Refuses = upload => upload.Id == "A-refused";
        await world.StayAsync("1");
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, "A-refused", "2026-05-01 10:00:00").With("plateNo", "浙A01C01").With("plateColor", 1));
        await world.ForwardAsync();
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.StayAsync("2", day: "2026-05-02");
        await world.ForwardAsync();
        var younger = world.Log.Rows(world.Entry.Site.Value).Count(row => row.Row.EndsWith('2'));

        world.Clock.SetUtcNow(ChinaTime.StartOf(new DateOnly(2026, 5, 2).AddDays(400)));
        var removed = await RemoveAsync(world);

        Assert.Equal(5, removed);
        Assert.True(younger > 8);
        Assert.DoesNotContain(world.Log.Rows(world.Entry.Site.Value), row => row.Row.Contains("20260501", StringComparison.Ordinal) || row.Row.Contains("refused", StringComparison.Ordinal) || row.Row.EndsWith("A1", StringComparison.Ordinal));
        Assert.Equal(younger, world.Log.Rows(world.Entry.Site.Value).Count(row => row.Row.EndsWith('2')));
    }

    [Fact]
    public async Task A_record_that_was_sent_again_hundreds_of_times_goes_with_all_its_lives_and_holds_up_nothing_behind_it()
    {
        using var world = await DayWorld.StartAsync();
        await world.StayAsync("1");
        await world.ForwardAsync();
        await world.StayAsync("2");
        await world.ForwardAsync();
        foreach (var life in Enumerable.Range(0, 250))
        {
            await world.Log.WriteAsync([Add(world.Entry.Site.Value, Functions.Journal.Rows.Past(RecordKind.Arrival, "A1", $"{life}"))], Stop);
        }

        world.Clock.SetUtcNow(ChinaTime.StartOf(new DateOnly(2026, 5, 2).AddDays(400)));

        Assert.Equal(8, await RemoveAsync(world));
        Assert.DoesNotContain(world.Log.Rows(world.Entry.Site.Value), row => row.Row.StartsWith("H|", StringComparison.Ordinal) || row.Row.StartsWith("E|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_pending_stays_and_so_does_an_old_event_that_was_sent_in_lately()
    {
        using var world = await DayWorld.StartAsync();
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, "A-pending", "2026-05-01 10:00:00"));
        world.Clock.SetUtcNow(ChinaTime.StartOf(new DateOnly(2026, 5, 2).AddDays(400)));
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Departure, "E-late", "2026-05-01 10:00:00"));

        Assert.Equal(0, await RemoveAsync(world));
        Assert.NotNull(await world.Handler.Journal.FindAsync(world.Entry.Site, RecordKind.Arrival, "A-pending", Stop));

        // On its way no longer, it goes with the next day's limit.
        await world.Handler.Drain.DrainAsync(world.Entry.Site, Stop);
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await RemoveAsync(world));
        Assert.NotNull(await world.Handler.Journal.FindAsync(world.Entry.Site, RecordKind.Departure, "E-late", Stop));
    }

    [Fact]
    public async Task An_event_whose_clock_was_ahead_goes_as_long_after_its_acceptance_as_any_other()
    {
        using var world = await DayWorld.StartAsync();
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, "A-2099", "2099-01-01 10:00:00"));
        await world.ForwardAsync();

        Assert.Equal(0, await RemoveAsync(world));
        world.Clock.Advance(TimeSpan.FromDays(402));
        Assert.Equal(1, await RemoveAsync(world));
        Assert.DoesNotContain(world.Log.Rows(world.Entry.Site.Value), row => row.Row.Contains("2099", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_removes_so_many_at_most_and_the_next_goes_on()
    {
        using var world = await DayWorld.StartAsync();
        for (var number = 0; number < 250; number++)
        {
            await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, $"A{number:D3}", "2026-05-01 10:00:00"));
        }

        await world.ForwardAsync();
        world.Clock.Advance(TimeSpan.FromDays(402));
        var options = new RetentionOptions { StepsPerRun = 100 };

        List<int> removed = [];
        for (var run = 0; run < 4; run++)
        {
            removed.Add(await RemoveAsync(world, options));
        }

        Assert.Equal([100, 100, 50, 0], removed);
    }

    [Fact]
    public async Task A_run_that_dies_after_any_operation_leaves_nothing_behind_that_the_next_does_not_find()
    {
        for (var at = 0; ; at++)
        {
            using var world = await DayWorld.StartAsync();
            await world.StayAsync("1");
            await world.ForwardAsync();
            world.Clock.Advance(TimeSpan.FromDays(402));
            var deadly = new DeadlyTable(world.Log, at);
            var (oldest, today, before) = Limits(world);
            try
            {
                await new JournalRetention(deadly, new EventJournal(deadly, world.Get<SequenceSource>(), world.Clock), Rows(world, new RetentionOptions()))
                    .RemoveAsync(world.Entry.Site, oldest, today, before, Stop);
            }
            catch (IOException)
            {
                // It has died.
            }

            await RemoveAsync(world);

            Assert.DoesNotContain(world.Log.Rows(world.Entry.Site.Value), row => row.Row[0] is 'E' or 'D' or 'U' or 'V');
            if (!deadly.IsMet)
            {
                return;
            }
        }
    }

    [Fact]
    public async Task Old_bills_go_with_their_history_and_days_and_open_ones_stay()
    {
        using var world = await DayWorld.StartAsync();
        var store = world.Get<BillStore>();
        foreach (var (billId, state) in new[] { ("B-old", BillState.Settled), ("B-open", BillState.Accepted) })
        {
            await store.AddAsync(world.Entry.Site, billId, Bill(world, state), Stop);
        }

        world.Clock.Advance(TimeSpan.FromDays(402));
        await store.AddAsync(world.Entry.Site, "B-new", Bill(world, BillState.Settled), Stop);

        await RemoveAsync(world);

        Assert.Equal(["B|B-new", "B|B-open"], Keys(world, "B|"));
        Assert.Equal(2, Keys(world, "BD|").Count);
        Assert.DoesNotContain(Keys(world, "BH|"), row => row.Contains("B-old", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Old_messages_go_with_their_places_in_the_lists()
    {
        using var world = await DayWorld.StartAsync();
        var (old, young) = (new string('a', 64), new string('b', 64));
        await MessageAsync(world, old);
        world.Clock.Advance(TimeSpan.FromDays(402));
        await MessageAsync(world, young);

        await RemoveAsync(world);

        var kept = MessageRow(young);
        Assert.Equal([$"C|{kept}", $"I|{young}", kept, DownlinkRows.BillPrefix("B-1") + kept], world.Downlinks.Rows(world.Entry.Site.Value).Select(row => row.Row));
    }

    [Fact]
    public async Task Old_reconciliations_go_with_what_they_found()
    {
        using var world = await DayWorld.StartAsync();
        world.City.Refuses = _ => true;
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, "A1", "2026-05-01 10:00:00"));
        await world.ForwardAsync();
        await world.ReconcileAsync();
        await world.ReconcileAsync(day: "20260601");
        world.Clock.Advance(TimeSpan.FromDays(402));

        await RemoveAsync(world);

        Assert.Equal(["D|20260601"], world.Table.Rows(world.Entry.Site.Value).Select(row => row.Row).Where(row => row[0] is 'D' or 'F'));
    }

    [Fact]
    public async Task Old_bookings_go_with_their_place_in_the_lookup_and_so_do_vehicles_that_are_nowhere()
    {
        using var carPark = await GuidedCarParkInMemory.StartAsync();
        var old = await carPark.BookedAsync();
        await carPark.CancelAsync(old);
        await carPark.LeaveAsync(GuidedCarParkInMemory.OtherPlate);
        await carPark.PositionAsync("浙A01C03", "A-3");
        carPark.Clock.Advance(TimeSpan.FromDays(402));
        var young = await carPark.BookedAsync();
        await carPark.CancelAsync(young);
        var open = await carPark.BookedAsync("A-2", "浙A01C04");
        var before = carPark.Clock.GetUtcNow() - TimeSpan.FromDays(400);
        var rows = new OldRows(new RetentionCursors(new ReconciliationStore(new InMemoryTable(carPark.Clock), carPark.Clock)), new RetentionOptions());
        var retention = new GuidanceRetention(carPark.Handler.Store, carPark.Handler.Traces, rows);

        Assert.Equal(2, await retention.RemoveAsync(carPark.Site.Site, ChinaTime.BusinessDay(before), before, Stop));

        var kept = carPark.Table.Rows(carPark.Site.Site.Value).Select(row => row.Row).ToList();
        Assert.Equal(
            new[] { young, open }.Select(booking => GuidanceRows.Booking(booking.Id.Number)).Order(StringComparer.Ordinal), kept.Where(row => row.StartsWith("B|", StringComparison.Ordinal)));
        Assert.Equal(
            new[] { GuidedCarParkInMemory.Plate, "浙A01C03", "浙A01C04" }.Select(plate => GuidanceRows.Plate(GuidanceRows.PlateHash(plate))).Order(StringComparer.Ordinal),
            kept.Where(row => row.StartsWith("P|", StringComparison.Ordinal)));
        Assert.Single(carPark.Table.Rows(young.User));
        Assert.Null(GuidanceInvariants.Violation(carPark.Table, carPark.Site.Site));
    }

    [Fact]
    public async Task Orchestrations_that_have_ended_long_ago_are_removed_and_living_ones_and_young_ones_are_not()
    {
        using var world = await DayWorld.StartAsync();
        var old = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(world.Clock.GetUtcNow() - TimeSpan.FromDays(40));
        var young = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(world.Clock.GetUtcNow());
        foreach (var (id, status, at) in new[]
        {
            ("ended", OrchestrationStatus.Completed, old), ("failed", OrchestrationStatus.Failed, old), ("running", OrchestrationStatus.Running, old), ("young", OrchestrationStatus.Completed, young),
        })
        {
            world.Host.Instances[id] = new OrchestrationState { InstanceId = id, OrchestrationStatus = status, CreatedTimestamp = old, LastUpdatedTimestamp = at };
        }

        var removed = await new InstanceRetention(new RetentionOptions(), world.Clock).RemoveAsync(world.Host.CreateClient(), Stop);

        Assert.Equal((2, "running young"), (removed, string.Join(' ', world.Host.Instances.Keys.Order())));
    }

    private static BillChange Bill(DayWorld world, BillState state) => new BillChange()
        .Set(BillRow.Columns.Kind, BillKind.Exit)
        .Set(BillRow.Columns.State, BillStates.Text(state))
        .Set(BillRow.Columns.AppliedAt, world.Clock.GetUtcNow())
        .Say(world.Clock.GetUtcNow(), BillEvents.Applied);

    private static string MessageRow(string name) => $"M|cancelOverDueBillReminder|0|{name}";

    private static Task<WriteResult> MessageAsync(DayWorld world, string name) => world.Downlinks.WriteAsync(
        [
            Add(world.Entry.Site.Value, MessageRow(name), ("InboxRow", $"I|{name}"), ("Wanted", "false"), ("Sent", string.Empty), ("Data", """{"billID":"B-1"}""")),
            Add(world.Entry.Site.Value, $"I|{name}"),
            Add(world.Entry.Site.Value, $"C|{MessageRow(name)}"),
            Add(world.Entry.Site.Value, DownlinkRows.BillPrefix("B-1") + MessageRow(name)),
        ],
        Stop);

    private static TableTransactionAction Add(string site, string row, params (string Name, object Value)[] columns) => new(
        TableTransactionActionType.Add, new TableEntity(columns.ToDictionary(column => column.Name, column => column.Value)) { PartitionKey = site, RowKey = row });

    private static List<string> Keys(DayWorld world, string prefix) =>
        [.. world.Downlinks.Rows(world.Entry.Site.Value).Select(row => row.Row).Where(row => row.StartsWith(prefix, StringComparison.Ordinal))];

    private static (DateOnly Oldest, DateOnly Today, DateTimeOffset Before) Limits(DayWorld world)
    {
        var today = ChinaTime.BusinessDay(world.Clock.GetUtcNow());
        return (today.AddDays(-400), today, ChinaTime.StartOf(today.AddDays(-400)));
    }

    private static OldRows Rows(DayWorld world, RetentionOptions options) => new(new RetentionCursors(world.Store), options);

    private static async Task<int> RemoveAsync(DayWorld world, RetentionOptions? options = null)
    {
        var (oldest, today, before) = Limits(world);
        var rows = Rows(world, options ?? new RetentionOptions());
        var removed = await new JournalRetention(world.Log, world.Handler.Journal, rows).RemoveAsync(world.Entry.Site, oldest, today, before, Stop);
        await new DownlinkRetention(world.Get<DownlinkStore>(), world.Get<DownlinkFields>(), rows).RemoveAsync(world.Entry.Site, oldest, before, Stop);
        await new ReconciliationRetention(world.Store, rows).RemoveAsync(world.Entry.Site, oldest, Stop);
        return removed;
    }
}
