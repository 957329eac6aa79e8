using Azure;
using Azure.Data.Tables;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Tests.InMemory;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Functions.Tests.Storage;

/// <summary>The in-memory table keeps the contract, and what the service keeps of it beyond its emulator.</summary>
public sealed class InMemoryTableTests : TableContract
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 5, 1, 0, 0, 0, 700, TimeSpan.Zero));

    public InMemoryTableTests() => Table = new InMemoryTable(_clock);

    private protected override ITable Table { get; }

    [Fact]
    public async Task Two_partitions_in_a_transaction_are_refused()
    {
        await Assert.ThrowsAnyAsync<RequestFailedException>(() => Table.WriteAsync(
            [
                new(TableTransactionActionType.Add, new TableEntity("one", "a")),
                new(TableTransactionActionType.Add, new TableEntity("two", "a")),
            ],
            TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_services_clock_has_fractions_in_timestamps_and_none_beside_a_reading()
    {
        await Table.WriteAsync([new(TableTransactionActionType.Add, new TableEntity("p", "a"))], TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(2.4));

        var read = await Table.GetAsync("p", "a", TestContext.Current.CancellationToken);

        Assert.Equal(700, read.Row!.Timestamp!.Value.Millisecond);
        Assert.Equal(new DateTimeOffset(2026, 5, 1, 0, 0, 3, TimeSpan.Zero), read.ServerTime);
    }
}
