using System.Text.Json.Nodes;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.Tests.Gateway;

/// <summary>A bill as the fake gateway keeps it.</summary>
internal sealed class GatewayBill(Site site, JsonObject application)
{
    public Site Site => site;

    public JsonObject Application => application;

    public string BillId { get; } = (string)application["billID"]!;

    public string State { get; set; } = "applying";

    public JsonObject? Payment { get; set; }

    public string? SettledBy { get; set; }

    public string ResultCode { get; set; } = "200";

    public JsonObject Show(int miscount) => new()
    {
        ["billID"] = BillId,
        ["kind"] = "exit",
        ["state"] = State,
        ["shouldPay"] = (long)application["shouldPay"]!,
        ["settledBy"] = SettledBy,
        ["payment"] = Payment is null ? null : new JsonObject
        {
            ["actualPay"] = (long)Payment["actualPay"]! + miscount,
            ["discountAmount"] = (long)Payment["discountAmount"]!,
        },
        ["reports"] = 0,
        ["review"] = IsOdd() ? new JsonArray("amount") : [],
        ["warnings"] = new JsonArray(),
        ["history"] = State == "settled" ? new JsonArray(new JsonObject { ["at"] = "2026-11-23T09:10:30+08:00", ["what"] = "settled" }) : [],
    };

    private bool IsOdd()
    {
        var (shouldPay, actualPay) = ((long)application["shouldPay"]!, (long?)Payment?["actualPay"]);
        return actualPay is not null && actualPay != shouldPay && actualPay + (long)Payment!["discountAmount"]! != shouldPay;
    }
}
