using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Local.CitySimulator.Memory;

namespace HzFunctions.Local.CitySimulator.Answers;

/// <summary>The daily reconciliation, from the city's own counts (§3.3.1, §3.3.2).</summary>
internal static class ReconciliationAnswers
{
    private const int ArrivalsDiffer = 1;
    private const int DeparturesDiffer = 2;
    private const int BillsDiffer = 4;

    // The table declares data as String(200000): a longer list does not fit into the answer.
    private const int LongestList = 200_000;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static CityAnswer CheckRecord(CityRequest request, CityMemory memory)
    {
        var day = request.Data.Text("checkDate")!;
        var bills = DayRecords.Bills.On(day, request.Site, memory).ToList();
        var billsAgree = Told("payNum") == bills.Count && Told("payTotal") == bills.Sum(bill => bill.Data.Number("actualPay"));
        var mark = (Agrees("arriveNum", DayRecords.Arrivals) ? 0 : ArrivalsDiffer)
            + (Agrees("leaveNum", DayRecords.Departures) ? 0 : DeparturesDiffer)
            + (billsAgree ? 0 : BillsDiffer);
        return CityAnswer.Success(new JsonObject
        {
            ["accountMark"] = mark,
            ["photoMark"] = Agrees("photoNum", DayRecords.Photos) ? 0 : 1,
        });

        long? Told(string field) => request.Data.Number(field);
        bool Agrees(string field, DayRecords kind) => Told(field) == Count(kind);
        int Count(DayRecords kind) => kind.On(day, request.Site, memory).Count() is var count && request.IsAnsweredWrongly && kind == DayRecords.Arrivals
            ? count - Math.Max(1, count / 100)
            : count;
    }

    public static CityAnswer DownUid(CityRequest request, CityMemory memory)
    {
        var kind = DayRecords.OfType(request.Data.Number("type")!.Value);
        var list = new JsonArray();
        var length = 0;
        foreach (var record in kind.On(request.Data.Text("accountDate")!, request.Site, memory))
        {
            var element = new JsonObject { ["UID"] = record.Uid, [kind.IdField] = record.RecordId };
            length += element.ToJsonString(Plain).Length + 1;
            if (length > LongestList)
            {
                break;
            }

            list.Add(element);
        }

        return list.Count == 0 ? CityAnswer.NoData()
            : request.IsAnsweredWrongly ? CityAnswer.Success(new JsonObject { ["data"] = Cut(new JsonObject { ["result"] = list }) })
            : CityAnswer.Success(new JsonObject { ["data"] = new JsonObject { ["result"] = list } });
    }

    // The text that the table declares, in the length that there was room for.
    private static string Cut(JsonObject data) => data.ToJsonString(Plain) is var text ? text[..(text.Length / 2)] : string.Empty;
}
