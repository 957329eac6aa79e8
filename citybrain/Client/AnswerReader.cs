using System.Net;
using System.Text.Json;

namespace HzFunctions.CityBrain.Client;

/// <summary>Makes one of the closed set of outcomes of whatever came back.</summary>
internal static class AnswerReader
{
    private const int LongestCode = 16;
    private const int LongestMessage = 256;

    private static readonly string[] CodeNames = ["resultCode", "code"];
    private static readonly string[] MessageNames = ["msg", "message"];

    /// <summary>
    /// What stands before the city brain (a proxy, a rate limit) answered in its place. Such an answer says nothing about the request, even
    /// when it is JSON.
    /// </summary>
    public static bool IsOfAGateway(HttpStatusCode status) => status
        is HttpStatusCode.RequestTimeout
        or HttpStatusCode.TooManyRequests
        or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable
        or HttpStatusCode.GatewayTimeout;

    /// <summary>Reads the body of an answer that is not a gateway's.</summary>
    public static AnswerReading Read(string interfaceName, HttpStatusCode status, byte[] body)
    {
        if (!LenientJson.TryParseObject(body, out var root))
        {
            return AnswerReading.Nothing($"HTTP {(int)status} without a JSON object");
        }

        var message = Shortened(root.Text(MessageNames) ?? "", LongestMessage);
        if (root.Text(CodeNames) is { } code)
        {
            return new AnswerReading(OutcomeOf(code), Shortened(code, LongestCode), message, root);
        }

        return IsSuccess(status) && IsAnAnswerWithoutCode(interfaceName, root)
            ? new AnswerReading(AnswerOutcome.Accepted, null, message, root)
            : AnswerReading.Nothing($"HTTP {(int)status} without a resultCode");
    }

    // §3.2.9 and §4.3.4 print their answers without a resultCode: there the member that the question was about says that it is one.
    private static bool IsAnAnswerWithoutCode(string interfaceName, JsonElement root) => interfaceName switch
    {
        "getPayResult" => root.WholeNumber("payStatus") is not null,
        "getOverDueResult" => root.WholeNumber("unPay", "prevent") is not null,
        _ => false,
    };

    private static AnswerOutcome OutcomeOf(string code) => LenientJson.WholeNumberOf(code) switch
    {
        200 => AnswerOutcome.Accepted,
        204 => AnswerOutcome.NoData,
        500 => AnswerOutcome.RecordError,
        _ => AnswerOutcome.Refused,
    };

    private static bool IsSuccess(HttpStatusCode status) => (int)status is >= 200 and <= 299;

    private static string Shortened(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        return text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
    }
}
