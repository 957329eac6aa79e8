using System.Text.Json;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Memory;

/// <summary>What the city was told of one bill, and asked about it.</summary>
internal sealed class BillHistory(Site site, string billId)
{
    private readonly List<DateTimeOffset> _questions = [];
    private readonly List<DateTimeOffset> _reports = [];

    public Site Site => site;

    public string BillId => billId;

    /// <summary>The application that was accepted, as it says by now.</summary>
    public JsonElement? Application { get; private set; }

    /// <summary>When an application was first accepted.</summary>
    public DateTimeOffset? AppliedAt { get; private set; }

    /// <summary>Applications accepted.</summary>
    public int Applications { get; private set; }

    /// <summary>Applications refused.</summary>
    public int Refusals { get; private set; }

    /// <summary>Applications that were cut off before anything was accepted.</summary>
    public int CutOff { get; private set; }

    /// <summary>The car park's first answer to a query of the fee.</summary>
    public JsonElement? Fee { get; private set; }

    /// <summary>When <see cref="Fee"/> came.</summary>
    public DateTimeOffset? FeeAt { get; private set; }

    /// <summary>How often the fee was told.</summary>
    public int Fees { get; private set; }

    public JsonElement? PayRecord { get; private set; }

    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>When it was asked about, in order.</summary>
    public IReadOnlyList<DateTimeOffset> Questions => _questions;

    /// <summary>When it was reported as abnormal, in order.</summary>
    public IReadOnlyList<DateTimeOffset> Reports => _reports;

    /// <summary>The bill that an upload is about, if it is about one.</summary>
    public static string? BillIdOf(string interfaceName, JsonElement data) => interfaceName switch
    {
        "applyPayment" or "uploadPayRecord" or "getPayResult" or "uploadAbnormalBill" or "cancelOverDueBill" => data.Text("billID"),
        "uploadFee" when IsOwed(data) => data.GetProperty("params").Text("billID"),
        _ => null,
    };

    public void Take(AcceptedLine line)
    {
        switch (line.Interface)
        {
            case "applyPayment":
                TakeApplication(line);
                break;
            case "uploadFee":
                Fee ??= line.Data.GetProperty("params");
                FeeAt ??= line.ReceivedAt;
                Fees++;
                break;
            case "uploadPayRecord":
                PayRecord = line.Data;
                break;
            case "getPayResult":
                _questions.Add(line.ReceivedAt);
                break;
            case "uploadAbnormalBill":
                _reports.Add(line.ReceivedAt);
                break;
            case "cancelOverDueBill":
                CancelledAt ??= line.ReceivedAt;
                break;
        }
    }

    private void TakeApplication(AcceptedLine line)
    {
        switch (line.Outcome)
        {
            case RecordOutcome.Refused:
                Refusals++;
                break;
            case RecordOutcome.CutOff:
                CutOff++;
                break;
            default:
                Application = line.Data;
                AppliedAt ??= line.ReceivedAt;
                Applications++;
                break;
        }
    }

    private static bool IsOwed(JsonElement data) =>
        data.TryGetProperty("success", out var success) && success.ValueKind == JsonValueKind.True
        && data.GetProperty("params").Number("payStatus") == 0;
}
