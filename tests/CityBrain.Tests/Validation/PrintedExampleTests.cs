using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Tests.Catalogue;
using HzFunctions.CityBrain.Validation;

namespace HzFunctions.CityBrain.Tests.Validation;

/// <summary>The examples that the document prints, its slips of the pen repaired, are what a car park will try first.</summary>
public sealed partial class PrintedExampleTests
{
    private static readonly AnswerValidator Answers = new(StandardCatalogue.Instance);

    [Theory]
    [MemberData(nameof(Validating.Uplinks), MemberType = typeof(Validating))]
    public void The_printed_request_is_accepted_or_refused_for_what_nobody_could_mend(string name)
    {
        string[] expected = name switch
        {
            "uploadParkingInfo" => ["regionCode required", "areaCode code", "parkingType required", "openBerthNum required"],
            "uploadInvoiceInfo" => ["invoiceWay code", "invoiceType code", "billType code"],
            _ => [],
        };

        using var example = Example(name, "exampleRequest");
        var result = Validating.Validate(name, example.RootElement.GetProperty("data").GetRawText());
        Assert.Equal(expected, result.Errors.Select(error => $"{error.Field} {error.Rule}"));
    }

    [Theory]
    [MemberData(nameof(Validating.Uplinks), MemberType = typeof(Validating))]
    public void The_printed_answer_is_one_that_the_table_describes(string name)
    {
        string[] expected = name == "getOverDueResult" ? ["overDueCount required"] : [];

        using var example = Example(name, "exampleResponse");
        var errors = Answers.Validate(StandardCatalogue.Instance.Find(name)!, example.RootElement);
        Assert.Equal(expected, errors.Select(error => $"{error.Field} {error.Rule}"));
    }

    [Theory]
    [InlineData(0, 4, FieldRule.Empty)]
    [InlineData(1, 0, "")]
    public void R51_what_a_payment_leaves_behind_is_in_the_answer_if_and_only_if_it_is_paid(int payStatus, int count, string rule)
    {
        var answer = PrintedStandard.Interface("applyPayment").GetProperty("exampleResponse").GetString()!;
        Assert.Contains("\"payStatus\":1", answer, StringComparison.Ordinal);

        answer = answer.Replace("\"payStatus\":1", $"\"payStatus\":{payStatus}", StringComparison.Ordinal);
        using var document = JsonDocument.Parse(answer);
        var errors = Answers.Validate(StandardCatalogue.Instance.Find("applyPayment")!, document.RootElement);
        Assert.Equal(count, errors.Count);
        Assert.All(errors, error => Assert.Equal(rule, error.Rule));
    }

    [Theory]
    [InlineData("actualPay")]
    [InlineData("dealTime")]
    [InlineData("orderCode")]
    [InlineData("paidType")]
    public void R51_an_answer_that_says_paid_and_not_how_is_off(string field)
    {
        var answer = PrintedStandard.Interface("applyPayment").GetProperty("exampleResponse").GetString()!;
        using var document = JsonDocument.Parse(answer.Replace($"\"{field}\"", "\"another\"", StringComparison.Ordinal));
        var error = Assert.Single(Answers.Validate(StandardCatalogue.Instance.Find("applyPayment")!, document.RootElement));
        Assert.Equal((field, FieldRule.Required), (error.Field, error.Rule));
    }

    [Fact]
    public void An_answer_that_is_no_object_is_off()
    {
        using var document = JsonDocument.Parse("\"<html>\"");
        Assert.Equal("answer", Assert.Single(Answers.Validate(StandardCatalogue.Instance.Find("fee")!, document.RootElement)).Field);
    }

    private static JsonDocument Example(string name, string member)
    {
        var printed = PrintedStandard.Interface(name).GetProperty(member).GetString()!
            .Replace(",,", ",", StringComparison.Ordinal)
            .Replace("\"，", "\",", StringComparison.Ordinal)
            .Replace(".........", "", StringComparison.Ordinal);
        printed = MissingComma().Replace(printed, "$1,\n\"");

        // What is printed after the object is no part of it.
        var bytes = Encoding.UTF8.GetBytes(printed);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
        return JsonDocument.ParseValue(ref reader);
    }

    [GeneratedRegex("([\"}])\n\"(?!file)")]
    private static partial Regex MissingComma();
}
