using System.Buffers;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CsCheck;
using HzFunctions.Archive;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Photos;
using HzFunctions.Functions.Reconciliation;
using HzFunctions.Functions.Retention;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Tests.Azurite;
using HzFunctions.Functions.Tests.InMemory;
using HzFunctions.Functions.Tests.Reconciliation;
using HzFunctions.Storage;

namespace HzFunctions.Functions.Tests.Retention;

/// <summary>Exports of the tables, and putting them back.</summary>
public sealed class ArchiveTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Any_row_comes_back_from_its_line_as_it_was()
    {
        var value = Gen.OneOf(
            Gen.String.Select(text => (object)text.Replace("\0", "", StringComparison.Ordinal)),
            Gen.Int.Select(number => (object)number),
            Gen.Long.Select(number => (object)number),
            Gen.Bool.Select(flag => (object)flag),
            Gen.Double.Where(double.IsFinite).Select(number => (object)number),
            Gen.Byte.Array.Select(bytes => (object)bytes),
            Gen.Guid.Select(guid => (object)guid),
            Gen.DateTime.Select(time => (object)new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))));

        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 20], value).List[0, 8].Sample(columns =>
        {
            var row = new TableEntity("1001~~场库", "E|uploadCarInData|A~7C1");
            foreach (var (name, column) in columns.Where(column => column.Item1 is not ("PartitionKey" or "RowKey" or "Timestamp")))
            {
                row[name] = column is string text && !IsWhole(text) ? "half" : column;
            }

            var line = new ArrayBufferWriter<byte>();
            EntityLine.Write(line, row);
            var back = EntityLine.Read(line.WrittenSpan);

            Assert.DoesNotContain((byte)'\n', line.WrittenSpan.ToArray());
            Assert.Equal(Shown(row), Shown(back));
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"PartitionKey\":\"p\"}")]
    [InlineData("{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"A@odata.type\":\"Edm.Int64\",\"A\":\"x\"}")]
    [InlineData("{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"A\":{}}")]
    public void A_line_that_is_no_row_is_an_error(string line) =>
        Assert.Throws<FormatException>(() => EntityLine.Read(Encoding.UTF8.GetBytes(line)));

    [Fact]
    public async Task What_was_exported_comes_back_whole_after_the_tables_were_wiped_and_not_over_rows_that_are_there()
    {
        var (tables, container) = await ConnectAsync();
        string[] names = [NewName(), NewName(), NewName()];
        await FillAsync(tables, names[0], partitions: 3, rows: 250);
        await FillAsync(tables, names[1], partitions: 1, rows: 1);
        var before = await ReadAsync(tables, names);

        var export = new TableExport(tables, container, TimeProvider.System) { RowsPerPart = 100 };
        var runs = 0;
        while (!await export.ContinueAsync("day-1", names, runs == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(20), Stop))
        {
            Assert.True(++runs < 20, "The export does not come to its end.");
            await Assert.ThrowsAsync<InvalidOperationException>(() => new TableRestore(tables, container).RestoreAsync("day-1", overwrite: false, Stop));
        }

        Assert.True(await export.ContinueAsync("day-1", names, TimeSpan.Zero, Stop));
        var restore = new TableRestore(tables, container);
        Assert.Equal(["day-1"], await restore.ListAsync(Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => restore.RestoreAsync("day-1", overwrite: false, Stop));
        await WipeAsync(tables, names);
        Assert.Empty(await ReadAsync(tables, names));

        var restored = await restore.RestoreAsync("day-1", overwrite: false, Stop);

        Assert.Equal(before, await ReadAsync(tables, names));
        Assert.Equal((750, 1, 0), ((int)restored[names[0]], (int)restored[names[1]], (int)restored[names[2]]));
        await restore.RestoreAsync("day-1", overwrite: true, Stop);
        Assert.Equal(before, await ReadAsync(tables, names));
        await Assert.ThrowsAsync<InvalidOperationException>(() => restore.RestoreAsync("day-2", overwrite: true, Stop));
    }

    [Fact]
    public async Task The_rows_beside_a_row_are_those_that_the_handler_writes_with_it()
    {
        using var world = await DayWorld.StartAsync();
        world.City.Refuses = upload => upload.Id == "A2";
        foreach (var id in new[] { "A1", "A2" })
        {
            await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, id, "2026-05-01 10:00:00"));
        }

        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Payment, "B1", "2026-05-01 10:00:00", amount: 800));
        await world.ForwardAsync();
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Departure, "E1", "2026-05-01 10:00:00"));
        var bill = new BillChange()
            .Set(BillRow.Columns.Kind, BillKind.Exit)
            .Set(BillRow.Columns.State, BillStates.Text(BillState.Applying))
            .Set(BillRow.Columns.Generation, 1)
            .Set(BillRow.Columns.NextAt, world.Clock.GetUtcNow())
            .Set(BillRow.Columns.AppliedAt, world.Clock.GetUtcNow());
        await world.Get<BillStore>().AddAsync(world.Entry.Site, "B/1", bill, Stop);
        var notice = await NoticeAsync(world);

        Assert.Equal(["D|", "D|", "R|", "D|", "O|", "D|"], Made(world.Log, Rows.Table, world).Select(row => row[..2]));
        Assert.Equal(["BO|B~2F1", notice], Made(world.Downlinks, DownlinkRows.Table, world));
    }

    [Fact]
    public async Task A_car_park_is_exported_wiped_and_restored_its_day_balances_again_and_what_waited_goes_up()
    {
        var clients = new StorageClients(new StorageOptions { ConnectionString = await azurite.ConnectAsync() });
        var container = clients.Blobs.GetBlobContainerClient(NewName());
        string[] names = [Rows.Table, ReconciliationRows.Table];
        using var world = await DayWorld.StartAsync(storage: (new AzureTable(clients.Tables, names[0]), new AzureTable(clients.Tables, names[1])));
        for (var number = 0; number < 10; number++)
        {
            await world.StayAsync($"{number}");
        }

        await world.ForwardAsync();
        world.Sleep();
        Assert.Equal("balanced", (await world.ReconcileAsync()).ReadOutputAs<string>());
        await world.AcceptAsync(DayWorld.Event("P1", RecordKind.Arrival, "A-waits", "2026-05-02 10:00:00"));
        var (before, uploads) = ((await world.RowAsync()).Rounds[^1].Counts, world.City.Uploads.Count);

        // An outbox row that an export has just missed: its record says that it waits.
        await RemoveOutboxAsync(clients.Tables.GetTableClient(names[0]));
        Assert.True(await new TableExport(clients.Tables, container, world.Clock).ContinueAsync("x", names, TimeSpan.FromMinutes(1), Stop));
        await WipeAsync(clients.Tables, names);
        await new TableRestore(clients.Tables, container).RestoreAsync("x", overwrite: false, Stop);

        Assert.Equal("balanced", (await world.ReconcileAsync()).ReadOutputAs<string>());
        Assert.Equal((before, 2), ((await world.RowAsync()).Rounds[^1].Counts, (await world.RowAsync()).Generation));
        await world.Handler.Watch.LookAtAsync(world.Entry.Site, Stop);
        await world.ForwardAsync();
        Assert.Equal((uploads + 1, "A-waits"), (world.City.Uploads.Count, world.City.Uploads[^1].Id));
    }

    [Fact]
    public async Task Photos_go_after_90_days_unless_they_were_kept_lately()
    {
        var blobs = new BlobServiceClient(await azurite.ConnectAsync());
        var photos = new BlobPhotoStore(blobs);
        var site = SiteId.Create("1001", NewName())!.Value;
        var (old, _) = await photos.KeepAsync(site, "20260101", "p1", new byte[] { 1 }, Stop);
        var (young, _) = await photos.KeepAsync(site, "20260501", "p2", new byte[] { 2 }, Stop);
        var retention = new PhotoRetention(blobs, new RetentionOptions());

        Assert.Equal(0, await retention.RemoveAsync(site, new DateOnly(2026, 5, 1), DateTimeOffset.UnixEpoch, Stop));
        Assert.Equal(1, await retention.RemoveAsync(site, new DateOnly(2026, 5, 1), DateTimeOffset.MaxValue, Stop));

        Assert.Null(await photos.ReadBase64Async(old, Stop));
        Assert.NotNull(await photos.ReadBase64Async(young, Stop));
    }

    // The rows that are made up for what a table holds, and that are as the handler wrote them.
    private static List<string> Made(InMemoryTable table, string name, DayWorld world)
    {
        var rows = table.Rows(world.Entry.Site.Value).Select(row => row.ToEntity(columns: null)).ToList();
        var made = rows.SelectMany(row => Companions.Of(name, row)).ToList();
        Assert.All(made, row => Assert.Equal(Shown(rows.Single(there => there.RowKey == row.RowKey)), Shown(row)));
        return [.. made.Select(row => row.RowKey)];
    }

    private static async Task<string> NoticeAsync(DayWorld world)
    {
        var notice = world.Get<CarParkNotices>();
        var made = notice.Make(world.Entry.Site, DownlinkTopic.PayResult, System.Text.Json.JsonElement.Parse("{}"));
        await world.Downlinks.WriteAsync(made.Rows, Stop);
        return world.Downlinks.Rows(world.Entry.Site.Value).Single(row => row.Row.StartsWith("I|", StringComparison.Ordinal)).Row;
    }

    private static string Shown(TableEntity row) => string.Join(
        '\n',
        row.Where(column => column.Value is not null && column.Key is not ("Timestamp" or "odata.etag"))
            .OrderBy(column => column.Key, StringComparer.Ordinal)
            .Select(column => $"{column.Key} {column.Value.GetType().Name} {(column.Value is byte[] bytes ? Convert.ToHexString(bytes) : column.Value is DateTimeOffset time ? time.UtcTicks : column.Value)}"));

    private static bool IsWhole(string text) => text.EnumerateRunes().All(rune => rune.Value != 0xFFFD);

    private static string NewName() => $"t{Guid.NewGuid():N}";

    private async Task<(TableServiceClient Tables, BlobContainerClient Container)> ConnectAsync()
    {
        var clients = new StorageClients(new StorageOptions { ConnectionString = await azurite.ConnectAsync() });
        return (clients.Tables, clients.Blobs.GetBlobContainerClient(NewName()));
    }

    private static async Task FillAsync(TableServiceClient tables, string name, int partitions, int rows)
    {
        var table = new AzureTable(tables, name);
        for (var partition = 0; partition < partitions; partition++)
        {
            foreach (var batch in Enumerable.Range(0, rows).Chunk(100))
            {
                await table.WriteAsync(
                    [.. batch.Select(row => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity($"1001~~场{partition}", $"r{row:D4}")
                    {
                        ["Text"] = "浙A\"\n" + row, ["Number"] = row, ["Fen"] = 5_000_000_000L + row, ["At"] = TimeProvider.System.GetUtcNow(), ["Flag"] = row % 2 == 0,
                    }))],
                    Stop);
            }
        }
    }

    private static async Task<List<string>> ReadAsync(TableServiceClient tables, params string[] names)
    {
        var rows = new List<string>();
        foreach (var name in names)
        {
            await tables.CreateTableIfNotExistsAsync(name, Stop);
            await foreach (var row in tables.GetTableClient(name).QueryAsync<TableEntity>(row => row.PartitionKey != "", cancellationToken: Stop))
            {
                rows.Add($"{name} {Shown(row)}");
            }
        }

        return rows;
    }

    private static async Task RemoveOutboxAsync(TableClient table)
    {
        await foreach (var row in table.QueryAsync<TableEntity>(row => row.RowKey.CompareTo("O|") >= 0 && row.RowKey.CompareTo("O}") < 0, cancellationToken: Stop))
        {
            await table.DeleteEntityAsync(row, cancellationToken: Stop);
        }
    }

    private static async Task WipeAsync(TableServiceClient tables, params string[] names)
    {
        foreach (var name in names)
        {
            await tables.DeleteTableAsync(name, Stop);
        }
    }
}
