namespace HzFunctions.CityBrain.Catalogue;

internal static class UplinkRoles
{
    public static UplinkRole Of(InterfaceKind kind, string name) =>
        kind != InterfaceKind.HttpUplink
            ? UplinkRole.None
            : name switch
            {
                "uploadCarInData" or "uploadCarOutData" or "uploadParkingState" or "uploadPhoto" or "uploadPayRecord"
                    or "uploadMonthlyFee" or "uploadParkingInfo" or "uploadInvoiceInfo" => UplinkRole.Event,

                "getDeparturePayInfo" or "getPayResult" or "checkDailyBill" or "getOverDueResult" or "getPRDiscountInfo"
                    or "queryParkingCode" or "downUID" or "uploadCheckRecord" or "uploadHeartbeat" => UplinkRole.Question,

                "applyPayment" or "cancelOverDueBill" or "uploadFee" or "uploadAbnormalBill" or "confirmDeparturePayInfo"
                    or "confirmPayResult" or "confirmOverDueResult" or "confirmInvoiceInfo" => UplinkRole.Command,

                _ => throw new InvalidDataException($"The uplink interface {name} has no role."),
            };
}
