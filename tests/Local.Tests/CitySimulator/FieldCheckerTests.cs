using System.Text.Json.Nodes;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Local.CitySimulator.Checks;

namespace HzFunctions.Local.Tests.CitySimulator;

public sealed class FieldCheckerTests
{
    public static TheoryData<string> Uplinks =>
        new(StandardCatalogue.Instance.Interfaces.Where(definition => definition.Kind == InterfaceKind.HttpUplink).Select(definition => definition.Name));

    [Theory]
    [MemberData(nameof(Uplinks))]
    public void A_request_that_keeps_the_table_is_let_pass(string interfaceName)
    {
        Assert.Empty(Check(interfaceName));
    }

    [Theory]
    [MemberData(nameof(Uplinks))]
    public void Each_required_field_of_the_table_is_missed_when_it_is_absent_null_or_empty(string interfaceName)
    {
        foreach (var row in Rows(interfaceName).Where(row => row.Requirement == Requirement.Required))
        {
            Assert.Equal([new FieldFault(row.Name, "is required")], Check(interfaceName, (row.Name, null)));
            Assert.Contains(new FieldFault(row.Name, "is required"), Check(interfaceName, (row.Name, JsonNode.Parse("\"\""))));
        }
    }

    [Theory]
    [MemberData(nameof(Uplinks))]
    public void Each_field_of_the_table_must_have_its_type_exactly(string interfaceName)
    {
        foreach (var row in Rows(interfaceName).Where(row => row.Requirement == Requirement.Required))
        {
            JsonNode wrong = row.Type == FieldType.String ? 1 : "1";
            Assert.Contains(Check(interfaceName, (row.Name, wrong)), fault => fault.Field == row.Name && fault.Rule.StartsWith("must be", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Uplinks))]
    public void Each_text_is_held_to_its_declared_length(string interfaceName)
    {
        var texts = Rows(interfaceName).Where(row => row is { Type: FieldType.String, Length: not null, Codes: null }
            && TimeFields.FormOf(row.Name) == TimeForm.None);
        foreach (var row in texts)
        {
            Assert.Empty(Check(interfaceName, (row.Name, new string('停', row.Length!.Value))));
            Assert.Contains(Check(interfaceName, (row.Name, new string('停', row.Length.Value + 1))), fault => fault.Field == row.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Uplinks))]
    public void Each_field_with_codes_takes_no_other_code(string interfaceName)
    {
        foreach (var row in Rows(interfaceName).Where(row => row is { Codes: not null, Type: not FieldType.Boolean, Requirement: not Requirement.Conditional }))
        {
            JsonNode unknown = row.Type == FieldType.String ? "zz" : 77;
            Assert.Contains(
                Check(interfaceName, (row.Name, unknown)),
                fault => fault.Field == row.Name && fault.Rule.StartsWith("is none of the codes", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Uplinks))]
    public void R33_Each_time_is_written_in_the_standards_form_and_exists(string interfaceName)
    {
        foreach (var row in Rows(interfaceName))
        {
            string[] wrong = TimeFields.FormOf(row.Name) switch
            {
                TimeForm.DateTime => ["2026-02-30 10:00:00", "2026-11-23", "2026-11-23T10:00:00", "2026-11-23 24:00:00", "0001-01-01 00:00:00"],
                TimeForm.Date => ["2026-02-29", "2026-11-23 10:00:00", "26-11-23"],
                _ => [],
            };
            Assert.All(wrong, text => Assert.Contains(Check(interfaceName, (row.Name, text)), fault => fault.Field == row.Name));
        }
    }

    [Theory]
    [InlineData("uploadCarInData", "totalBerthNum", "1234567", "has more than 6 digits")]
    [InlineData("uploadCarInData", "totalBerthNum", "-1", "must not be below zero")]
    [InlineData("uploadCarInData", "totalBerthNum", "1.0", "must be a whole number")]
    [InlineData("uploadCarInData", "totalBerthNum", "1e2", "must be a whole number")]
    [InlineData("uploadPayRecord", "actualPay", "9999999999", "is too large a number")]
    [InlineData("confirmPayResult", "requestId", "99999999999999999999", "is too large a number")]
    [InlineData("uploadInvoiceInfo", "amountWithTax", "-0.5", "must not be below zero")]
    [InlineData("confirmPayResult", "success", "1", "must be true or false")]
    [InlineData("uploadParkingInfo", "areaCode", "\"1\"", "is none of the codes")]
    public void R30_Numbers_keep_their_range(string interfaceName, string field, string json, string rule)
    {
        var fault = Assert.Single(Check(interfaceName, (field, JsonNode.Parse(json))));

        Assert.Equal(field, fault.Field);
        Assert.StartsWith(rule, fault.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_of_a_request_are_told_at_once()
    {
        var faults = Check("uploadCarInData", ("uid", null), ("plateColor", 9), ("arriveTime", "yesterday"));

        Assert.Equal(["arriveTime", "plateColor", "uid"], faults.Select(fault => fault.Field).Order());
    }

    [Fact]
    public void What_stood_in_a_field_is_not_told()
    {
        var fault = Assert.Single(Check("uploadCarInData", ("plateNo", new string('浙', 51))));

        Assert.DoesNotContain("浙", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Members_that_no_row_names_are_let_pass()
    {
        Assert.Empty(Check("uploadCarInData", ("serviceObject", 1)));
    }

    [Theory]
    [InlineData("confirmPayResult", "actualPay")]
    [InlineData("confirmPayResult", "dealTime")]
    [InlineData("confirmPayResult", "orderCode")]
    [InlineData("confirmPayResult", "paidType")]
    [InlineData("confirmPayResult", "payType")]
    [InlineData("uploadFee", "paidType")]
    public void R54_R56_What_payment_brings_is_there_once_paid_and_only_then(string interfaceName, string field)
    {
        Assert.Contains(new FieldFault(field, "is required"), Check(interfaceName, ("payStatus", 1), (field, null)));
        Assert.Contains(new FieldFault(field, "must be empty here"), Check(interfaceName, ("payStatus", 0), (field, 3)));
    }

    [Fact]
    public void R53_A_fee_names_the_query_it_answers_unless_it_is_paid()
    {
        Assert.Contains(new FieldFault("requestId", "is required"), Check("uploadFee", ("requestId", null)));
        Assert.Equal([new FieldFault("requestId", "must be empty here")], Check("uploadFee", ("payStatus", 1), ("paidType", 3)));
        Assert.Empty(Check("uploadFee", ("payStatus", 1), ("paidType", 3), ("requestId", -1)));
        Assert.Empty(Check("uploadFee", ("payStatus", 1), ("paidType", 3), ("requestId", null)));
    }

    [Fact]
    public void R50_An_exit_may_be_left_out()
    {
        Assert.Empty(Check("applyPayment", ("outNum", null)));
    }

    private static IReadOnlyList<FieldFault> Check(string interfaceName, params (string Name, JsonNode? Value)[] changes) =>
        FieldChecker.Check(StandardCatalogue.Instance.Find(interfaceName)!, Samples.ElementOf(interfaceName, changes));

    private static IEnumerable<FieldDefinition> Rows(string interfaceName) =>
        StandardCatalogue.Instance.Find(interfaceName)!.Request.Where(row => row.Place is FieldPlace.Data or FieldPlace.DataParams);
}
