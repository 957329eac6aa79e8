using System.Globalization;
using System.Net;
using System.Text.Json;

namespace HzFunctions.Local.CarParkSimulator.Links;

/// <summary>Reads the gateway's answer in either form: the HTTP status decides where it speaks, else the resultCode.</summary>
internal static class AnswerReading
{
    public static async Task<UploadAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (IsWorthAnotherTry((int)response.StatusCode))
        {
            return new UploadAnswer.Unanswered($"HTTP {(int)response.StatusCode}", response.Headers.RetryAfter?.Delta);
        }

        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        return Parse(body) is { } answer
            ? Judge(answer)
            : new UploadAnswer.Unanswered($"HTTP {(int)response.StatusCode} without an answer that can be read");
    }

    private static UploadAnswer Judge(JsonElement answer)
    {
        var code = answer.TryGetProperty("resultCode", out var member) ? member.ToString() : "";
        var message = answer.TryGetProperty("msg", out var words) ? words.ToString() : "";
        return code switch
        {
            "200" => new UploadAnswer.Accepted(answer.TryGetProperty("receipt", out var receipt) ? receipt.GetString() : null) { Body = answer },
            _ when int.TryParse(code, CultureInfo.InvariantCulture, out var number) && !IsWorthAnotherTry(number) =>
                new UploadAnswer.Refused(code, message),
            _ => new UploadAnswer.Unanswered($"resultCode {code}"),
        };
    }

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            var answer = JsonElement.Parse(body);
            return answer.ValueKind == JsonValueKind.Object ? answer : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsWorthAnotherTry(int code) =>
        code >= 500 || code is (int)HttpStatusCode.RequestTimeout or (int)HttpStatusCode.TooManyRequests;
}
