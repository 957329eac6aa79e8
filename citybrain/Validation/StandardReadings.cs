using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Validation;

/// <summary>
/// Where the standard contradicts itself: what is accepted beside what the table says, since it can be turned into that.
/// Each is explained in docs/standard-notes.md.
/// </summary>
internal static class StandardReadings
{
    /// <summary>The name that a printed example gives to a field instead of its table's.</summary>
    public static string? OtherName(string definition, string field) => (definition, field) switch
    {
        ("uploadMonthlyFee", "payDate") => "delayTime",
        ("uploadMonthlyFee", "validStartDate") => "validArriveTime",
        ("uploadMonthlyFee", "validEndDate") => "validEndTime",
        ("uploadMonthlyFee", "actualPay") => "paidFee",
        ("uploadInvoiceInfo" or "confirmInvoiceInfo" or "InvoiceInfo", "bilID") => "billID",
        ("checkDailyBill", "dailyShouldPay") => "dailySouldPay",
        _ => null,
    };

    /// <summary>What a table requires and its own example leaves out, where nothing depends on it.</summary>
    public static bool MayBeLeftOut(string definition, string field) => (definition, field) is ("bookAvailable", "uploadTime");

    /// <summary>Strings that an example prints as a number, and answers that come either way.</summary>
    public static bool AcceptsNumber(string field) => field is "parkingCode" or "resultCode";

    /// <summary>Numbers that an example prints as a string.</summary>
    public static bool AcceptsText(string field) => field is "invoiceWay" or "invoiceType" or "billType";

    /// <summary>
    /// Codes beyond the dictionary that come down in notices: chapter 2 prints one with plateColor 0. A confirmation has to
    /// repeat the notice, whatever it held.
    /// </summary>
    public static IReadOnlyList<long> EchoedCodes(InterfaceDefinition definition, string field) =>
        field == "plateColor" && (IsConfirmation(definition) || definition.Kind == InterfaceKind.MqttDownlink) ? [0] : [];

    /// <summary>A confirmation sends the notice's parameters back as received (§3.2.2, §3.2.8, §4.3.3, §4.5.2).</summary>
    public static bool IsConfirmation(InterfaceDefinition definition) =>
        definition.Kind == InterfaceKind.HttpUplink && definition.Name.StartsWith("confirm", StringComparison.Ordinal);
}
