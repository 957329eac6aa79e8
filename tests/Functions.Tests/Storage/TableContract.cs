using Azure;
using Azure.Data.Tables;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Tests.Storage;

/// <summary>
/// What the journal's protocol expects of a table. Run against the in-memory table, on which the protocol is proved, and against the
/// real client, so that the proof is about the real thing.
/// </summary>
public abstract class TableContract
{
    private readonly string _partition = $"site~~{Guid.NewGuid():N}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected abstract ITable Table { get; }

    [Fact]
    public async Task A_row_that_is_not_there_is_read_as_none_with_the_services_clock()
    {
        var read = await Table.GetAsync(_partition, "missing", Stop);

        Assert.Null(read.Row);
        Assert.Equal(0, read.ServerTime.Ticks % TimeSpan.TicksPerSecond);
    }

    [Fact]
    public async Task An_added_row_is_read_with_every_column_as_it_was_written()
    {
        var time = new DateTimeOffset(2026, 5, 1, 8, 30, 0, 123, TimeSpan.FromHours(8)).AddTicks(4567);
        var row = Row("a");
        row["Text"] = "浙A12345 '\"<>&%|~";
        row["Number"] = 42;
        row["Flag"] = true;
        row["Time"] = time;
        row["Nothing"] = null;

        var written = await AddAsync(row);
        var read = await Table.GetAsync(_partition, "a", Stop);

        Assert.True(written.Done);
        Assert.Equal("浙A12345 '\"<>&%|~", read.Row!.GetString("Text"));
        Assert.Equal(42, read.Row.GetInt32("Number"));
        Assert.True(read.Row.GetBoolean("Flag"));
        Assert.Equal(time, read.Row.GetDateTimeOffset("Time"));
        Assert.False(read.Row.ContainsKey("Nothing"));
        Assert.Equal(written.ETags[0], read.Row.ETag);
        Assert.Equal(_partition, read.Row.PartitionKey);
        Assert.Equal("a", read.Row.RowKey);
    }

    [Fact]
    public async Task A_rows_timestamp_is_of_the_clock_that_comes_with_every_reading()
    {
        await AddAsync(Row("a"));

        var read = await Table.GetAsync(_partition, "a", Stop);

        Assert.InRange(read.ServerTime - read.Row!.Timestamp!.Value, TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Adding_a_row_that_is_there_says_so_and_changes_nothing()
    {
        await AddAsync(Row("a", 1));

        var written = await AddAsync(Row("a", 2));

        Assert.Equal(WriteOutcome.AlreadyExists, written.Outcome);
        Assert.Equal(1, await ValueAsync("a"));
    }

    [Fact]
    public async Task A_replaced_row_has_only_the_new_columns_and_another_ETag()
    {
        var row = Row("a", 1);
        row["Old"] = "x";
        var added = await AddAsync(row);

        var written = await WriteAsync(new(TableTransactionActionType.UpdateReplace, Row("a", 2), added.ETags[0]));
        var read = await Table.GetAsync(_partition, "a", Stop);

        Assert.True(written.Done);
        Assert.NotEqual(added.ETags[0], written.ETags[0]);
        Assert.Equal(written.ETags[0], read.Row!.ETag);
        Assert.Equal(2, read.Row.GetInt32("Value"));
        Assert.False(read.Row.ContainsKey("Old"));
    }

    [Fact]
    public async Task A_merge_keeps_what_it_does_not_name_and_what_it_names_as_null()
    {
        var row = Row("a", 1);
        row["Kept"] = "x";
        row["Nulled"] = "y";
        var added = await AddAsync(row);
        var change = Row("a", 2);
        change["Nulled"] = null;

        await WriteAsync(new(TableTransactionActionType.UpdateMerge, change, added.ETags[0]));
        var read = await Table.GetAsync(_partition, "a", Stop);

        Assert.Equal(2, read.Row!.GetInt32("Value"));
        Assert.Equal("x", read.Row.GetString("Kept"));
        Assert.Equal("y", read.Row.GetString("Nulled"));
    }

    [Fact]
    public async Task A_whole_row_that_was_read_can_be_written_back_without_a_column()
    {
        var row = Row("a", 1);
        row["Gone"] = "x";
        await AddAsync(row);
        var read = await Table.GetAsync(_partition, "a", Stop);
        var copy = new TableEntity(read.Row!);
        copy.Remove("Gone");

        var written = await WriteAsync(new(TableTransactionActionType.UpdateReplace, copy, read.Row!.ETag));

        Assert.True(written.Done);
        var after = await Table.GetAsync(_partition, "a", Stop);
        Assert.False(after.Row!.ContainsKey("Gone"));
        Assert.Equal(1, after.Row.GetInt32("Value"));
    }

    [Theory]
    [InlineData(TableTransactionActionType.UpdateMerge)]
    [InlineData(TableTransactionActionType.UpdateReplace)]
    [InlineData(TableTransactionActionType.Delete)]
    public async Task An_ETag_that_is_no_longer_the_rows_changes_nothing(TableTransactionActionType type)
    {
        var added = await AddAsync(Row("a", 1));
        await WriteAsync(new(TableTransactionActionType.UpdateReplace, Row("a", 2), added.ETags[0]));

        var written = await WriteAsync(new(type, Row("a", 3), added.ETags[0]));

        Assert.Equal(WriteOutcome.Changed, written.Outcome);
        Assert.Equal(2, await ValueAsync("a"));
    }

    [Theory]
    [InlineData(TableTransactionActionType.UpdateMerge)]
    [InlineData(TableTransactionActionType.UpdateReplace)]
    [InlineData(TableTransactionActionType.Delete)]
    public async Task A_row_that_is_gone_cannot_be_changed_even_with_any_ETag(TableTransactionActionType type)
    {
        var written = await WriteAsync(new(type, Row("missing"), ETag.All));

        Assert.Equal(WriteOutcome.Changed, written.Outcome);
    }

    [Fact]
    public async Task Any_ETag_deletes_a_row_whatever_its_version_is()
    {
        await AddAsync(Row("a"));

        Assert.True((await WriteAsync(new(TableTransactionActionType.Delete, Row("a"), ETag.All))).Done);
        Assert.Null((await Table.GetAsync(_partition, "a", Stop)).Row);
    }

    [Fact]
    public async Task An_upsert_writes_what_is_there_and_what_is_not()
    {
        await WriteAsync(new(TableTransactionActionType.UpsertReplace, Row("a", 1)));
        await WriteAsync(new(TableTransactionActionType.UpsertReplace, Row("a", 2)));

        Assert.Equal(2, await ValueAsync("a"));
    }

    [Fact]
    public async Task A_transaction_applies_wholly_or_not_at_all_and_names_what_stopped_it()
    {
        await AddAsync(Row("there", 1));

        var written = await Table.WriteAsync(
            [
                new(TableTransactionActionType.Add, Row("new")),
                new(TableTransactionActionType.UpsertReplace, Row("there", 2)),
                new(TableTransactionActionType.Delete, Row("missing"), ETag.All),
                new(TableTransactionActionType.Add, Row("another")),
            ],
            Stop);

        Assert.Equal(WriteOutcome.Changed, written.Outcome);
        Assert.Equal(2, written.FailedIndex);
        Assert.Empty(written.ETags);
        Assert.Equal(["there"], await KeysAsync());
        Assert.Equal(1, await ValueAsync("there"));
    }

    [Fact]
    public async Task A_transaction_answers_with_the_ETags_in_the_order_of_its_changes()
    {
        var written = await Table.WriteAsync(
            [new(TableTransactionActionType.Add, Row("b")), new(TableTransactionActionType.Add, Row("a"))], Stop);

        Assert.Equal((await Table.GetAsync(_partition, "b", Stop)).Row!.ETag, written.ETags[0]);
        Assert.Equal((await Table.GetAsync(_partition, "a", Stop)).Row!.ETag, written.ETags[1]);
    }

    [Fact]
    public async Task A_hundred_changes_are_one_transaction_and_a_hundred_and_one_are_refused()
    {
        TableTransactionAction[] Changes(int count) =>
            Enumerable.Range(0, count).Select(number => new TableTransactionAction(TableTransactionActionType.Add, Row($"r{number}"))).ToArray();

        // The emulator words its refusal so that the client library cannot read it.
        await Assert.ThrowsAnyAsync<Exception>(() => Table.WriteAsync(Changes(101), Stop));
        Assert.Empty(await KeysAsync());
        Assert.True((await Table.WriteAsync(Changes(100), Stop)).Done);
    }

    [Fact]
    public async Task The_same_row_twice_in_a_transaction_is_refused()
    {
        await Assert.ThrowsAnyAsync<RequestFailedException>(() => Table.WriteAsync(
            [new(TableTransactionActionType.UpsertReplace, Row("a", 1)), new(TableTransactionActionType.UpsertReplace, Row("a", 2))], Stop));

        Assert.Empty(await KeysAsync());
    }

    [Fact]
    public async Task Rows_come_in_the_order_of_their_characters_whatever_the_order_of_writing()
    {
        string[] keys = ["b", "a", "B", "a~2E", "a-b", "a.b", "10", "9", "京", "浙A", "a|", "a!", "_"];
        foreach (var key in keys)
        {
            await AddAsync(Row(key));
        }

        Assert.Equal(keys.Order(StringComparer.Ordinal), await KeysAsync());
    }

    [Fact]
    public async Task A_range_holds_its_beginning_and_not_its_end()
    {
        foreach (var key in new[] { "O", "O|", "O|1", "O|2", "O|3", "O}", "P|1" })
        {
            await AddAsync(Row(key));
        }

        Assert.Equal(["O|", "O|1", "O|2", "O|3"], await KeysAsync(RowRange.StartingWith(_partition, "O|")));
        Assert.Equal(["O|2", "O|3"], await KeysAsync(RowRange.StartingWith(_partition, "O|").After("O|1")));
        Assert.Equal(["O|1", "O|2"], await KeysAsync(new RowRange(_partition, "O|1", "O|3")));
    }

    [Fact]
    public async Task Text_in_a_range_that_looks_like_a_filter_is_only_text()
    {
        await AddAsync(Row("a"));

        Assert.Empty(await KeysAsync(new RowRange(_partition, "z' or RowKey ge '", "zz")));
        Assert.Empty(await KeysAsync(RowRange.All($"{_partition}' or PartitionKey ne '")));
    }

    [Fact]
    public async Task No_more_rows_are_read_than_asked_for()
    {
        foreach (var key in new[] { "c", "a", "b" })
        {
            await AddAsync(Row(key));
        }

        var rows = await Table.ReadAsync(RowRange.All(_partition), 2, columns: null, Stop);

        Assert.Equal(["a", "b"], rows.Select(row => row.RowKey));
        Assert.All(rows, row => Assert.NotEqual(default, row.ETag));
    }

    [Fact]
    public async Task Only_the_columns_asked_for_are_read()
    {
        await AddAsync(Row("a", 7));

        var row = Assert.Single(await Table.ReadAsync(RowRange.All(_partition), 10, ["RowKey"], Stop));

        Assert.Equal("a", row.RowKey);
        Assert.False(row.ContainsKey("Value"));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("a\nb")]
    [InlineData("a\u007fb")]
    [InlineData("a\u0085b")]
    public async Task A_key_with_a_character_that_no_key_may_have_is_refused(string key)
    {
        await Assert.ThrowsAnyAsync<RequestFailedException>(() => AddAsync(Row(key)));
    }

    [Fact]
    public async Task A_text_of_more_than_64_KiB_is_refused()
    {
        var row = Row("a");
        row["Text"] = new string('x', (32 * 1024) + 1);

        await Assert.ThrowsAnyAsync<RequestFailedException>(() => AddAsync(row));
    }

    [Fact]
    public async Task A_text_of_30000_characters_is_kept()
    {
        var row = Row("a");
        row["Text"] = new string('车', 30_000);

        await AddAsync(row);

        Assert.Equal(30_000, (await Table.GetAsync(_partition, "a", Stop)).Row!.GetString("Text").Length);
    }

    [Fact]
    public async Task Of_two_writers_with_the_same_ETag_one_succeeds()
    {
        var added = await AddAsync(Row("a"));

        var written = await Task.WhenAll(Enumerable.Range(1, 8).Select(number =>
            WriteAsync(new(TableTransactionActionType.UpdateReplace, Row("a", number), added.ETags[0]))));

        Assert.Single(written, result => result.Done);
    }

    private TableEntity Row(string key, int value = 0) => new(_partition, key) { ["Value"] = value };

    private Task<WriteResult> AddAsync(TableEntity row) => WriteAsync(new(TableTransactionActionType.Add, row));

    private Task<WriteResult> WriteAsync(TableTransactionAction change) => Table.WriteAsync([change], Stop);

    private async Task<int?> ValueAsync(string key) => (await Table.GetAsync(_partition, key, Stop)).Row!.GetInt32("Value");

    private Task<IReadOnlyList<string>> KeysAsync() => KeysAsync(RowRange.All(_partition));

    private async Task<IReadOnlyList<string>> KeysAsync(RowRange range) =>
        (await Table.ReadAsync(range, 1000, ["RowKey"], Stop)).Select(row => row.RowKey).ToList();
}
