using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Tests.Catalogue;

public sealed class StandardCatalogueTests
{
    private static readonly StandardCatalogue Catalogue = StandardCatalogue.Instance;

    [Fact]
    public void There_are_25_uplink_5_downlink_and_8_guidance_interfaces()
    {
        Assert.Equal(25, Catalogue.Interfaces.Count(definition => definition.Kind == InterfaceKind.HttpUplink));
        Assert.Equal(5, Catalogue.Interfaces.Count(definition => definition.Kind == InterfaceKind.MqttDownlink));
        Assert.Equal(8, Catalogue.Interfaces.Count(definition => definition.Kind == InterfaceKind.HttpVendor));
    }

    [Fact]
    public void R1_interfaces_of_chapter_3_are_mandatory_and_those_of_chapter_4_optional() =>
        Assert.All(Catalogue.Interfaces, definition => Assert.Equal(definition.Section.StartsWith('3'), definition.Required));

    [Fact]
    public void An_interface_is_found_by_its_exact_name_only()
    {
        Assert.Equal("3.2.4", Catalogue.Find("applyPayment")?.Section);
        Assert.Null(Catalogue.Find("applypayment"));
        Assert.Null(Catalogue.Find("nothing"));
    }

    [Theory]
    [InlineData(UplinkRole.Event, 8)]
    [InlineData(UplinkRole.Question, 9)]
    [InlineData(UplinkRole.Command, 8)]
    [InlineData(UplinkRole.None, 13)]
    public void Every_interface_has_one_role(UplinkRole role, int count) =>
        Assert.Equal(count, Catalogue.Interfaces.Count(definition => definition.Role == role));

    [Fact]
    public void R7_each_downlink_topic_names_its_interface() =>
        Assert.All(
            Catalogue.Interfaces.Where(definition => definition.Kind == InterfaceKind.MqttDownlink),
            definition => Assert.Equal($"hzcity/v2/{definition.Name}/{{accessID}}/{{parkingCode}}", definition.Path));

    [Fact]
    public void R33_the_format_of_every_field_of_time_is_known()
    {
        var texts = Fields().Where(field => field.Type == FieldType.String && field.Name is not "openTime").ToArray();
        var days = texts.Where(field => field.Name is "checkBillTime" || field.Name.EndsWith("Date", StringComparison.Ordinal));
        var times = texts.Where(field => field.Name is "time" || field.Name.EndsWith("Time", StringComparison.Ordinal)).Except(days);

        Assert.All(days, field => Assert.Equal(FieldFormat.Date, field.Format));
        Assert.All(times, field => Assert.Equal(FieldFormat.DateTime, field.Format));
        Assert.Equal(FieldFormat.None, Request("uploadParkingInfo", "openTime").Format);
    }

    [Fact]
    public void R30_the_amounts_in_fen_are_known_and_counts_are_none() =>
        Assert.Equal(
            [
                "actualPay", "amountWithTax", "chargeFee", "dailyActualPay", "dailyShouldPay", "discountAmount", "moneyLimit",
                "payTotal", "shouldPay", "unPay",
            ],
            Fields().Where(field => field.Format == FieldFormat.Amount).Select(field => field.Name).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void The_conditions_printed_are_known()
    {
        Assert.Equal(FieldCondition.RequiredForSeveralExits, Request("applyPayment", "outNum").Condition);
        Assert.Equal(FieldCondition.AnswersAQuery, Request("uploadFee", "requestId").Condition);
        Assert.Equal(FieldCondition.FilledOncePaid, Request("uploadFee", "paidType").Condition);
        Assert.Equal(22, Fields().Count(field => field.Condition != FieldCondition.None));
        Assert.Equal(20, Fields().Count(field => field.Condition == FieldCondition.FilledOncePaid));
        Assert.Equal(Requirement.Optional, Request("bookNew", "formId").Requirement);
    }

    [Fact]
    public void Codes_come_from_the_dictionary_and_else_from_the_cell()
    {
        Assert.Equal(["102", "103"], Request("uploadInvoiceInfo", "invoiceWay").Codes!.Codes.Select(code => code.Code));
        Assert.Equal(["1", "2"], Request("uploadMonthlyFee", "invoiceType").Codes!.Codes.Select(code => code.Code));
        Assert.Null(Request("uploadCarInData", "totalBerthNum").Codes);
    }

    [Theory]
    [InlineData("plateColor", "1..5")]
    [InlineData("invoiceStatus", "-1..3")]
    [InlineData("invoiceWay", "102, 103")]
    [InlineData("inroadFeesType", "00, 01, 02, 03, 21")]
    public void A_range_of_codes_reads_as_a_person_would_write_it(string dictionary, string range) =>
        Assert.Equal(range, Catalogue.Dictionaries[dictionary].Range);

    [Fact]
    public void A_code_with_a_leading_zero_is_another_code_than_the_one_without()
    {
        Assert.Equal("上城", Catalogue.Dictionaries["areaCode"].Find("01")?.TitleZh);
        Assert.Null(Catalogue.Dictionaries["areaCode"].Find("1"));
    }

    private static IEnumerable<FieldDefinition> Fields() =>
        Catalogue.Interfaces.SelectMany(definition => definition.Request.Concat(definition.Response));

    private static FieldDefinition Request(string definition, string field) =>
        Catalogue.Find(definition)!.Request.Single(candidate => candidate.Name == field);
}
