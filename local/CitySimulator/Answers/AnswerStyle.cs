using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HzFunctions.Local.CitySimulator.Answers;

/// <summary>
/// Writes answers as the standard's examples print them: resultCode as a string with most interfaces, as a number with some, and not at
/// all when the two queries that print none have something to tell.
/// </summary>
internal static class AnswerStyle
{
    /// <summary>Chinese text stands in answers as it is.</summary>
    public static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Write(string interfaceName, CityAnswer answer)
    {
        var body = new JsonObject();
        if (!(answer.IsSuccess && interfaceName is "getPayResult" or "getOverDueResult"))
        {
            body["resultCode"] = PrintsNumber(interfaceName) ? int.Parse(answer.ResultCode, null) : answer.ResultCode;
            body["msg"] = answer.Message;
        }

        foreach (var (name, value) in answer.Members ?? [])
        {
            body[name] = value?.DeepClone();
        }

        return body;
    }

    private static bool PrintsNumber(string interfaceName) => interfaceName
        is "uploadCheckRecord" or "downUID" or "uploadHeartbeat" or "uploadParkingInfo" or "uploadMonthlyFee" or "queryParkingCode";
}
