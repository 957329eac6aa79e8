using System.Text.RegularExpressions;
using HzFunctions.Local;

namespace HzFunctions.Functions.Tests.Documentation;

/// <summary>What car parks read says the same in English and in Chinese, as far as a program can tell.</summary>
public sealed partial class BothLanguagesTests
{
    public static TheoryData<string> Documents => ["car-park-guide", "error-codes"];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task The_commands_and_examples_are_the_same(string document)
    {
        var (english, chinese) = await ReadAsync(document);

        Assert.Equal(Examples(english), Examples(chinese));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task The_names_that_are_mentioned_are_the_same(string document)
    {
        var (english, chinese) = await ReadAsync(document);

        Assert.NotEmpty(Names(english));
        Assert.Equal(Names(english), Names(chinese));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task The_rows_of_the_tables_have_the_same_names_and_numbers_in_the_same_order(string document)
    {
        var (english, chinese) = await ReadAsync(document);

        Assert.NotEmpty(Rows(english));
        Assert.Equal(Rows(english), Rows(chinese));
    }

    private static async Task<(string English, string Chinese)> ReadAsync(string document) =>
        (await ReadFileAsync($"{document}.md"), await ReadFileAsync($"{document}.zh-CN.md"));

    private static Task<string> ReadFileAsync(string name) =>
        File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, "docs", name), TestContext.Current.CancellationToken);

    // A docstring is prose.
    private static IEnumerable<string> Examples(string text) =>
        Fences().Matches(text).SelectMany(fence => fence.Value.Split('\n')).Where(line => !line.Contains("\"\"\"", StringComparison.Ordinal));

    private static IEnumerable<string> Names(string text) =>
        NamesInProse().Matches(Fences().Replace(text, "")).Select(name => name.Value).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Rows(string text) =>
        from line in Fences().Replace(text, "").Split('\n')
        where line.StartsWith('|')
        let names = NamesInProse().Matches(line).Select(name => name.Value)
        let numbers = Numbers().Matches(NamesInProse().Replace(line, "")).Select(number => number.Value)
        select string.Join(' ', [$"{line.Count(character => character == '|')}", .. names.Order(StringComparer.Ordinal), .. numbers.Order(StringComparer.Ordinal)]);

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex NamesInProse();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();
}
