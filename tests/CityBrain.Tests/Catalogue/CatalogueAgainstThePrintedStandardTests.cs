using System.Text.Json;
using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Tests.Catalogue;

public sealed class CatalogueAgainstThePrintedStandardTests
{
    public static TheoryData<string> Names =>
        new(PrintedStandard.Interfaces.EnumerateArray().Select(element => element.GetProperty("name").GetString()!));

    public static TheoryData<string> DictionaryKeys =>
        new(PrintedStandard.Dictionary.EnumerateObject().Select(entry => entry.Name));

    [Fact]
    public void The_catalogue_holds_the_printed_interfaces_in_their_order() =>
        Assert.Equal(
            PrintedStandard.Interfaces.EnumerateArray().Select(element => element.GetProperty("name").GetString()),
            StandardCatalogue.Instance.Interfaces.Select(definition => definition.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_member_of_an_interface_is_as_printed(string name)
    {
        var definition = StandardCatalogue.Instance.Find(name)!;
        foreach (var member in PrintedStandard.Interface(name).EnumerateObject())
        {
            if (CatalogueView.IsKept(member.Name))
            {
                AssertSame($"{name}.{member.Name}", member.Value, CatalogueView.Of(definition, member.Name));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_member_of_every_field_is_as_printed(string name)
    {
        var definition = StandardCatalogue.Instance.Find(name)!;
        AssertFields(name, PrintedStandard.Interface(name).GetProperty("request"), definition.Request);
        AssertFields(name, PrintedStandard.Interface(name).GetProperty("response"), definition.Response);
    }

    [Fact]
    public void The_dictionary_holds_the_printed_entries_and_no_others() =>
        Assert.Equal(
            PrintedStandard.Dictionary.EnumerateObject().Select(entry => entry.Name).Order(StringComparer.Ordinal),
            StandardCatalogue.Instance.Dictionaries.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(DictionaryKeys))]
    public void Every_code_of_a_dictionary_entry_is_as_printed(string key)
    {
        var printed = PrintedStandard.Dictionary.GetProperty(key);
        var entry = StandardCatalogue.Instance.Dictionaries[key];
        Assert.Equal(key, entry.Name);
        Assert.Equal(printed.GetProperty("titleZh").GetString(), entry.TitleZh);
        Assert.Equal(printed.GetProperty("titleEn").GetString(), entry.TitleEn);
        Assert.Equal(printed.GetProperty("codeType").GetString(), entry.CodeType.ToString());
        AssertSame(key, printed.GetProperty("values"), CatalogueView.Of(entry));
    }

    private static void AssertFields(string name, JsonElement rows, IReadOnlyList<FieldDefinition> fields)
    {
        Assert.Equal(rows.GetArrayLength(), fields.Count);
        foreach (var (row, field) in rows.EnumerateArray().Zip(fields))
        {
            foreach (var member in row.EnumerateObject().Where(member => CatalogueView.IsKept(member.Name)))
            {
                AssertSame($"{name}.{field.Name}.{member.Name}", member.Value, CatalogueView.Of(field, member.Name));
            }
        }
    }

    private static void AssertSame(string what, JsonElement printed, object? catalogue)
    {
        var said = JsonSerializer.SerializeToElement(catalogue);
        Assert.True(JsonElement.DeepEquals(printed, said), $"{what}: printed {printed.GetRawText()}, catalogue {said.GetRawText()}");
    }
}
