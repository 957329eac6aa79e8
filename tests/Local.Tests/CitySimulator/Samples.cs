using System.Text.Json;
using System.Text.Json.Nodes;

namespace HzFunctions.Local.Tests.CitySimulator;

/// <summary>One upload of each interface that keeps every row of the standard's table.</summary>
internal static class Samples
{
    public const string Uid = "10010120261123090005123";

    private static readonly JsonObject All = JsonNode.Parse(
        """
        {
          "uploadCarInData": {"uid":"10010120261123090005123","arriveID":"A-1","plateNo":"浙A01C01","parkingCode":"1001","entryNum":"01",
            "operatorCode":"01C001","totalBerthNum":150,"openBerthNum":130,"freeBerthNum":70,"arriveTime":"2026-11-23 09:00:05",
            "parkingType":1,"plateColor":1,"uploadTime":"2026-11-23 09:10:11"},
          "uploadCarOutData": {"uid":"10010120261123090005123","endID":"E-1","plateNo":"浙A01C01","parkingCode":"1001","entryNum":"01",
            "outNum":"02","totalBerthNum":150,"openBerthNum":130,"freeBerthNum":71,"arriveTime":"2026-11-23 09:00:05",
            "endTime":"2026-11-23 09:10:05","parkingType":1,"plateColor":1,"uploadTime":"2026-11-23 09:10:12","chargeFee":800,"shouldPay":800},
          "uploadParkingState": {"parkingCode":"1001","totalBerthNum":150,"openBerthNum":130,"freeBerthNum":10,"uploadTime":"2026-11-23 09:10:11"},
          "uploadPhoto": {"uid":"10010120261123090005123","parkingCode":"1001","photoID":"P-1","time":"2026-11-23 09:00:06","type":1,
            "name":"2026112301.jpg","uploadTime":"2026-11-23 09:10:11"},
          "uploadPayRecord": {"billID":"B-1","uid":"10010120261123090005123","plateNo":"浙A01C01","parkingCode":"1001","chargeFee":800,
            "shouldPay":800,"actualPay":800,"billTime":"2026-11-23 09:10:00","dealTime":"2026-11-23 09:10:03","paidType":3,"payType":103,
            "uploadTime":"2026-11-23 09:10:13","billWay":0},
          "confirmDeparturePayInfo": {"success":true,"requestId":1,"params":{"parkingCode":"1001","plateNo":"浙A01C01","plateColor":1,
            "noSense":1,"moneyLimit":1000,"departurePay":1}},
          "getDeparturePayInfo": {"parkingCode":"1001","plateNo":"浙A01C01","plateColor":1},
          "applyPayment": {"parkingCode":"1001","uid":"10010120261123090005123","plateNo":"浙A01C01","plateColor":1,
            "arriveTime":"2026-11-23 09:00:05","endTime":"2026-11-23 09:10:05","outNum":"02","billID":"B-1","billTime":"2026-11-23 09:10:00",
            "shouldPay":800,"payStatus":0,"carStock":1},
          "uploadFee": {"success":true,"requestId":7,"params":{"parkingCode":"1001","plateNo":"浙A01C01","plateColor":1,
            "arriveTime":"2026-11-23 09:00:05","endTime":"2026-11-23 09:10:05","billID":"B-1","billTime":"2026-11-23 09:10:00","shouldPay":800,
            "uid":"10010120261123090005123","payStatus":0}},
          "confirmPayResult": {"success":true,"requestId":8,"params":{"plateNo":"浙A01C01","billID":"B-1","billTime":"2026-11-23 09:10:00",
            "shouldPay":800,"payStatus":1,"actualPay":800,"discountAmount":0,"dealTime":"2026-11-23 09:10:08","orderCode":"T1","paidType":3,
            "payType":101}},
          "getPayResult": {"billID":"B-1","parkingCode":"1001","plateNo":"浙A01C01"},
          "uploadAbnormalBill": {"billID":"B-1","parkingCode":"1001","uid":"10010120261123090005123","plateNo":"浙A01C01","plateColor":1,
            "arriveTime":"2026-11-23 09:00:05","endTime":"2026-11-23 09:10:05","billTime":"2026-11-23 09:10:00","shouldPay":800,"payStatus":0},
          "checkDailyBill": {"plateNo":"","parkingCode":"1001","checkBillTime":"2026-11-23"},
          "uploadCheckRecord": {"parkingCode":"1001","checkDate":"2026-11-23","arriveNum":0,"leaveNum":0,"photoNum":0,"payNum":0,"payTotal":0,
            "uploadTime":"2026-11-23 09:10:11"},
          "downUID": {"parkingCode":"1001","accountDate":"2026-11-23","type":0,"uploadTime":"2026-11-23 09:10:11"},
          "uploadHeartbeat": {"parkingCode":"1001","uploadTime":"2026-11-23 09:10:11"},
          "uploadParkingInfo": {"parkingCode":"1001","parkingName":"吴山广场","address":"上城区华光路1号","regionCode":"330102","areaCode":"01",
            "priceType":1,"inroadFeesType":"01","feeScale":"每辆每小时5元。","openTime":"00:00-23:59","parkingPattern":1,"parkingLocate":1,
            "parkingType":2,"attachedType":"13","buildType":2,"totalBerthNum":150,"openBerthNum":130,"bmapX":"120.17","bmapY":"30.25",
            "gmapX":"120.16","gmapY":"30.24","tempTotalNum":130,"intrinsicTotalNum":20,"visitorTotalNum":0,"chargeTotalNum":8,
            "uploadTime":"2026-11-23 09:10:11"},
          "uploadMonthlyFee": {"plateNo":"浙A01C01","parkingCode":"1001","payDate":"2026-11-23","validStartDate":"2026-12-01",
            "validEndDate":"2026-12-31","chargeType":1,"shouldPay":30000,"actualPay":30000,"invoiceFlag":0,"uploadTime":"2026-11-23 09:10:11"},
          "cancelOverDueBill": {"billID":"B-1","parkingCode":"1001","plateNo":"浙A01C01"},
          "confirmOverDueResult": {"success":true,"requestId":9,"params":{"plateNo":"浙A01C01","overDueCount":3,"unPay":1000,"prevent":1}},
          "getOverDueResult": {"parkingCode":"1001","plateNo":"浙A01C01","plateColor":1},
          "getPRDiscountInfo": {"parkingCode":"1001","plateNo":"浙A01C01","plateColor":1,"arriveTime":"2026-11-23 09:00:05",
            "endTime":"2026-11-23 09:10:05"},
          "confirmInvoiceInfo": {"success":true,"requestId":10,"params":{"plateNo":"浙A01C01","plateColor":1,"parkingCode":"1001","bilID":"B-1",
            "status":1,"invoiceWay":102,"applyTime":"2026-11-23 09:10:11"}},
          "uploadInvoiceInfo": {"plateNo":"浙A01C01","plateColor":1,"parkingCode":"1001","bilID":"B-1","status":1,"titleName":"测试抬头",
            "amountWithTax":800,"applyTime":"2026-11-23 09:10:11","invoiceNo":"111","invoiceCode":"222","invoiceWay":103,"invoiceType":0,
            "billType":12},
          "queryParkingCode": {"accessID":"A00001","parkingName":"吴山广场","uploadTime":"2026-11-23 09:10:11"}
        }
        """)!.AsObject();

    public static IEnumerable<string> Interfaces => All.Select(member => member.Key);

    /// <summary>The upload of an interface, with members changed; a null takes the member away.</summary>
    public static JsonObject Of(string interfaceName, params (string Name, JsonNode? Value)[] changes)
    {
        var data = All[interfaceName]!.DeepClone().AsObject();
        foreach (var (name, value) in changes)
        {
            Change(data, name, value);
        }

        return data;
    }

    public static JsonElement ElementOf(string interfaceName, params (string Name, JsonNode? Value)[] changes) =>
        JsonSerializer.SerializeToElement(Of(interfaceName, changes));

    private static void Change(JsonObject data, string name, JsonNode? value)
    {
        var holder = data["params"] is JsonObject parameters && (parameters.ContainsKey(name) || !data.ContainsKey(name)) ? parameters : data;
        holder.Remove(name);
        if (value is not null)
        {
            holder[name] = value;
        }
    }
}
