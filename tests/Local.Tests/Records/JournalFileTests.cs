using HzFunctions.Local.Records;
using HzFunctions.Local.Tests.Conditions;

namespace HzFunctions.Local.Tests.Records;

public sealed class JournalFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("journal.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_appended_is_read_again_in_order()
    {
        Append(1, 2, 3);
        Append(4);

        Assert.Equal([1, 2, 3, 4], Reopen());
    }

    [Fact]
    public void A_line_is_readable_by_others_as_soon_as_it_is_appended()
    {
        using var journal = JournalFile<Line>.Open(FilePath, out _);

        journal.Append(new Line(7));

        Assert.Equal([new Line(7)], JournalFile<Line>.Read(FilePath));
    }

    [Theory]
    [InlineData("{\"number\":9")]
    [InlineData("{")]
    public void A_last_line_that_was_cut_short_is_dropped_and_written_over(string torn)
    {
        Append(1);
        File.AppendAllText(FilePath, torn);

        Append(2);

        Assert.Equal([1, 2], Reopen());
        Assert.DoesNotContain("9", File.ReadAllText(FilePath), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_holds_nothing()
    {
        Assert.Empty(JournalFile<Line>.Read(_folder.File("none.jsonl")));
    }

    private void Append(params int[] numbers)
    {
        using var journal = JournalFile<Line>.Open(FilePath, out _);
        Array.ForEach(numbers, number => journal.Append(new Line(number)));
    }

    private IEnumerable<int> Reopen()
    {
        using var journal = JournalFile<Line>.Open(FilePath, out var lines);
        return [.. lines.Select(line => line.Number)];
    }

    private sealed record Line(int Number);
}
