extern alias handler;

using System.Diagnostics;
using Azure.Data.Tables;
using handler::HzFunctions.Functions.Journal;
using handler::HzFunctions.Functions.Reconciliation;
using handler::HzFunctions.Functions.Storage;
using HzFunctions.Bench.Reporting;
using HzFunctions.Bench.Storage;
using HzFunctions.Tests.Shared;
using Finding = HzFunctions.Bench.Reporting.Finding;

namespace HzFunctions.Bench.Days;

/// <summary>Counting a day of the journal for its reconciliation: time and memory, beside a bare reading of the same rows.</summary>
internal sealed class DayCountBench : IBench
{
    private const int Full = 100_000;
    private const int Rounds = 3;

    private static readonly SiteId Site = SiteId.Create("A00001", "1001")!.Value;

    public string Name => "days";

    public async Task<Finding> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        await using var storage = await run.StorageAsync(cancellationToken);
        var table = new AzureTable(storage.Tables(), Rows.Table);
        var sizes = new[] { Scale.Of(Full) / 100, Scale.Of(Full) / 10, Scale.Of(Full) };
        var figures = new MarkdownTable("rows of the day", "pages", "counted in", "of a bare reading", "memory at most");
        var faults = new List<string>();
        for (var index = 0; index < sizes.Length; index++)
        {
            var day = FormattableString.Invariant($"2026050{index + 1}");
            await run.Progress.WriteLineAsync($"writing {sizes[index]} events");
            await FillAsync(storage.Tables().GetTableClient(Rows.Table), day, sizes[index], cancellationToken);
            figures.Add(await MeasureAsync(storage, table, day, sizes[index], faults, cancellationToken));
        }

        return new Finding
        {
            Title = "Counting a day",
            Method = """
                A journal on the storage emulator holds three days of one car park: arrivals, departures, payments and photos in equal numbers, each with its row and its
                place in the index by day. Each day is counted as its reconciliation does it, and beside it the same pages of the index are read with the client library and
                nothing else is done; best of 3, in turns. Memory is what the process has in use, beyond what it had before, looked at every 20 ms.
                """,
            Tables = [figures],
            Faults = faults,
        };
    }

    private static async Task<string[]> MeasureAsync(
        FreshStorage storage, AzureTable table, string day, int rows, List<string> faults, CancellationToken cancellationToken)
    {
        var days = new DayJournal(table);
        var (counted, bare, memory) = (TimeSpan.MaxValue, TimeSpan.MaxValue, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await ReadBareAsync(storage.Tables().GetTableClient(Rows.Table), day, cancellationToken);
            bare = Least(bare, Stopwatch.GetElapsedTime(started));
            using var watch = new MemoryWatch();
            started = Stopwatch.GetTimestamp();
            var counts = await days.CountAsync(Site, day, _ => { }, cancellationToken);
            counted = Least(counted, Stopwatch.GetElapsedTime(started));
            memory = Math.Max(memory, watch.Most);
            if (counts.ArriveNum + counts.LeaveNum + counts.PayNum + counts.PhotoNum != rows || counts.PayTotal != counts.PayNum * 500L)
            {
                faults.Add($"{rows} rows were counted as {counts}");
            }
        }

        return
        [
            Figure.Count(rows), Figure.Count(DayPart.All.Count * ((rows / DayPart.All.Count / TablePages.PageSize) + 1)), Figure.Milliseconds(counted), Figure.Percent(counted / bare), $"{memory / 1024 / 1024} MB",
        ];
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static async Task ReadBareAsync(TableClient table, string day, CancellationToken cancellationToken)
    {
        foreach (var part in DayPart.All)
        {
            var prefix = Rows.DayPrefix(day, part.Kind);
            var (from, to) = (prefix, prefix[..^1] + "}");
            var rows = table.QueryAsync<TableEntity>(
                row => row.PartitionKey == Site.Value && row.RowKey.CompareTo(from) >= 0 && row.RowKey.CompareTo(to) < 0, maxPerPage: 1000, cancellationToken: cancellationToken);
            await foreach (var _ in rows)
            {
                // Read, and nothing else.
            }
        }
    }

    private static async Task FillAsync(TableClient table, string day, int rows, CancellationToken cancellationToken)
    {
        await table.CreateIfNotExistsAsync(cancellationToken);
        var options = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, rows).Chunk(50), options, async (batch, token) =>
            await table.SubmitTransactionAsync(
                batch.SelectMany(number => Accepted(day, number)).Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), token));
    }

    private static IEnumerable<TableEntity> Accepted(string day, int number)
    {
        var kind = DayPart.All[number % DayPart.All.Count].Kind;
        var record = new EventRecord
        {
            Kind = kind,
            Key = FormattableString.Invariant($"{kind[6]}-{day}-{number:D6}"),
            Uid = FormattableString.Invariant($"1001{day}{number / 4:D9}"),
            UploadTime = "2026-05-01 08:00:00",
            Day = day,
            ContentHash = new string('0', 64),
            Payload = $$$"""{"data":{"filler":"{{{new string('x', 300)}}}"}}""",
            Amount = kind == RecordKind.Payment ? 500 : null,
        };
        yield return JournalRow.New(Site, record, "1-0", DateTimeOffset.UnixEpoch, traceParent: null);
        yield return DayEntry.Of(Site, record);
    }

    /// <summary>What the process has in use at most, beyond what it had before.</summary>
    private sealed class MemoryWatch : IDisposable
    {
        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
        private readonly Timer _timer;
        private long _most;

        public MemoryWatch() => _timer = new Timer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));

        public long Most
        {
            get
            {
                Look();
                return Volatile.Read(ref _most);
            }
        }

        public void Dispose() => _timer.Dispose();

        private void Look() => Interlocked.Exchange(ref _most, Math.Max(Volatile.Read(ref _most), GC.GetTotalMemory(forceFullCollection: false) - _before));
    }
}
