using HzFunctions.Local.Endpoints;

namespace HzFunctions.EndToEnd;

/// <summary>Payment results (§3.2.7) for the city brain to send down.</summary>
internal static class PayResults
{
    /// <summary>The order for one: a bill that was paid.</summary>
    public static object Of(CarParkEndpoint carPark, string billID) => new
    {
        accessID = carPark.AccessID,
        parkingCode = carPark.ParkingCode,
        name = "payResult",
        data = new
        {
            plateNo = "浙A12345",
            billID,
            billTime = "2026-11-23 09:10:11",
            shouldPay = 500,
            payStatus = 1,
            actualPay = 500,
            discountAmount = 0,
            dealTime = "2026-11-23 09:11:11",
            orderCode = billID,
            paidType = 3,
            payType = 101,
        },
    };
}
