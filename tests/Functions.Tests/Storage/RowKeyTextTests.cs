using System.Globalization;
using CsCheck;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Storage;

public sealed class RowKeyTextTests
{
    // What ids are made of by accident and on purpose: separators, escapes, dots, emoji, halves of emoji, control characters.
    private static readonly Gen<string> Piece = Gen.OneOf(
        Gen.OneOf("~", "~~", "~7E", "|", "/", "\\", "#", "?", "%", "..", "../", ".", "'", "\"", " ", "\t", "\0", "\u0085", "浙A", "京", "🚗"),
        Gen.OneOf("\ud83d", "\ude97", "\ufffd", "\ua000", "A", "a", "0", "-", "_", "é", "e\u0301", "Ａ"),
        Gen.String[0, 4]);

    private static readonly Gen<string> Text = Piece.Array[0, 6].Select(string.Concat);

    [Fact]
    public void D5_two_texts_never_give_the_same_key() =>
        Text.Array[50, 200].Sample(texts =>
            texts.Distinct(StringComparer.Ordinal).Count() == texts.Select(RowKeyText.Escape).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void D5_the_two_halves_of_an_emoji_are_different_texts() =>
        Assert.Equal(3, new[] { "\ud83d", "\ude97", "\ufffd" }.Select(RowKeyText.Escape).Distinct().Count());

    [Fact]
    public void D5_joined_parts_never_run_together() =>
        Gen.Select(Text.Array[1, 4], Text.Array[1, 4]).Sample((first, second) =>
            first.SequenceEqual(second) == (RowKeyText.Join(first) == RowKeyText.Join(second)));

    [Fact]
    public void D5_a_part_that_holds_the_separator_is_one_part() =>
        Assert.NotEqual(RowKeyText.Join("a~~b", "c"), RowKeyText.Join("a", "b~~c"));

    [Fact]
    public void D5_every_key_has_only_characters_that_stay_or_are_escapes() =>
        Text.Sample(text =>
        {
            var key = RowKeyText.Escape(text);
            TableRules.CheckKey(key);
            Assert.DoesNotContain('|', key);
            Assert.DoesNotMatch("[^A-Za-z0-9._~\u3400-\u4dbf\u4e00-\u9fff-]|~(?![0-9A-F]{2})|\\.$", key);
            Assert.True(key.Length is 0 or > RowKeyText.MaximumLength || RowKeyText.IsEscaped(key));
        });

    [Theory]
    [InlineData("P1", "P1")]
    [InlineData("330106-A_1.2", "330106-A_1.2")]
    [InlineData("西湖1号", "西湖1号")]
    [InlineData("a b", "a~20b")]
    [InlineData("a~b", "a~7Eb")]
    [InlineData("a|b", "a~7Cb")]
    [InlineData("../x", "..~2Fx")]
    [InlineData("x.", "x~2E")]
    [InlineData("..", ".~2E")]
    [InlineData("🚗", "~F0~9F~9A~97")]
    [InlineData("", "")]
    public void D5_a_text_is_written_as_its_bytes_where_it_does_not_stay(string text, string key) => Assert.Equal(key, RowKeyText.Escape(text));

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a|b")]
    [InlineData("a b")]
    [InlineData("a'b")]
    [InlineData("a\nb")]
    [InlineData("é")]
    [InlineData("\ud83d")]
    public void What_no_key_can_be_is_not_taken_for_one(string text) => Assert.False(RowKeyText.IsEscaped(text));

    [Fact]
    public void D5_a_key_has_at_most_200_characters()
    {
        Assert.True(RowKeyText.IsEscaped(new string('a', 200)));
        Assert.False(RowKeyText.IsEscaped(new string('a', 201)));
    }

    [Fact]
    public void D5_keys_of_times_sort_as_the_times_do() =>
        Gen.Select(Gen.Int[0, 86_399], Gen.Int[0, 86_399]).Sample((first, second) =>
            Math.Sign(string.CompareOrdinal(KeyOf(first), KeyOf(second))) == Math.Sign(first - second));

    private static string KeyOf(int second) => RowKeyText.Escape(
        new DateTime(2026, 5, 1, 0, 0, 0, DateTimeKind.Unspecified).AddSeconds(second).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
}
