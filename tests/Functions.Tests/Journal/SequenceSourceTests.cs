using HzFunctions.Functions.Journal;
using Microsoft.Extensions.Time.Testing;

namespace HzFunctions.Functions.Tests.Journal;

public sealed class SequenceSourceTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.Zero };

    [Fact]
    public void D5_a_sequence_is_a_rank_19_digits_of_UTC_ticks_and_a_random_end() =>
        Assert.Matches("^1-[0-9]{19}-[0-9a-f]{8}$", new SequenceSource(_clock).Next("uploadCarOutData"));

    [Fact]
    public void D6_an_arrival_comes_before_everything_else_however_late_it_came()
    {
        var sequences = new SequenceSource(_clock);
        var departure = sequences.Next("uploadCarOutData");
        _clock.Advance(TimeSpan.FromDays(1));

        Assert.True(string.CompareOrdinal(sequences.Next("uploadCarInData"), departure) < 0);
    }

    [Fact]
    public void D5_a_sequence_says_since_when_its_row_waits()
    {
        var row = new OutboxRow(new SequenceSource(_clock).Next("kind"), "kind", "key", null, null);

        Assert.Equal(_clock.GetUtcNow(), row.WaitsSince);
    }

    [Fact]
    public void D5_a_process_never_gives_a_lower_one_though_its_clock_stands_still_or_goes_back()
    {
        var sequences = new SequenceSource(_clock);
        var given = new List<string>();
        for (var number = 0; number < 100; number++)
        {
            given.Add(sequences.Next("kind"));
            _clock.AdjustTime(_clock.GetUtcNow() + TimeSpan.FromTicks(number % 3 == 0 ? -10_000 : number % 7));
        }

        Assert.Equal(given.Order(StringComparer.Ordinal), given);
        Assert.Equal(given.Count, given.Select(sequence => sequence[..21]).Distinct().Count());
    }

    [Fact]
    public void D5_two_threads_never_get_the_same_place()
    {
        var sequences = new SequenceSource(_clock);

        var given = ParallelEnumerable.Range(0, 20_000).Select(_ => sequences.Next("kind")[..21]).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(20_000, given.Count);
    }
}
