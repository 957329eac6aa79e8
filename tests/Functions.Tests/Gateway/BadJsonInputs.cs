using System.Text;
using System.Text.Json.Nodes;

namespace HzFunctions.Functions.Tests.Gateway;

/// <summary>Everything bad that can come in plain JSON.</summary>
internal static class BadJsonInputs
{
    private const string Arrival = "uploadCarInData";
    private const string Photo = "uploadPhoto";

    // Half of a character, in the escapes that JSON's grammar lets through.
    private const string Half = "\\ud83d";

    /// <summary>All of it.</summary>
    public static IReadOnlyList<BadInput> All { get; } = [.. Shapes(), .. Texts(), .. Callers(), .. Sites(), .. Photos(), .. Rules()];

    private static IEnumerable<BadInput> Shapes() =>
    [
        BadInput.Json("a body that ends too soon", 400, "JSON", BadInput.Text(Arrival)[..^2]),
        BadInput.Json("an empty body", 400, "JSON", ""),
        BadInput.Json("a body that is no JSON", 400, "JSON", $"plateNo={Vehicle.Plate}"),
        BadInput.Json("an array", 400, "data", "[]"),
        BadInput.Json("a string", 400, "data", $"\"{Vehicle.Plate}\""),
        BadInput.Json("null", 400, "data", "null"),
        BadInput.Json("no data", 400, "data", $$"""{"plateNo":"{{Vehicle.Plate}}"}"""),
        BadInput.Json("data that is null", 400, "data", """{"data":null}"""),
        BadInput.Json("data that is an array", 400, "data", $$"""{"data":["{{Vehicle.Plate}}"]}"""),
        BadInput.Json("data that is a string", 400, "data", $$"""{"data":"{{Vehicle.Plate}}"}"""),
        BadInput.Json("data that is a number", 400, "data", """{"data":5}"""),
        BadInput.Json("data that is true", 400, "data", """{"data":true}"""),
        BadInput.Json("data that is empty", 400, "plateNo", """{"data":{}}"""),
        BadInput.Json("data given twice", 400, "data", $$"""{"data":{},{{BadInput.Text(Arrival)[1..]}}"""),
        BadInput.Json("file given twice", 400, "file", $$"""{"file":"x",{{BadInput.Text(Photo)[1..]}}""", Photo),
        BadInput.Json("JSON too deep", 400, "JSON", $$"""{"data":{{string.Concat(Enumerable.Repeat("""{"a":""", 500))}}1{{new string('}', 501)}}"""),
        new("too large a body", 413, "1048576", host => Task.FromResult(
            BadInput.Post(host.ApiKey, Arrival, new byte[(1024 * 1024) + 1], "application/json"))),
        new("an interface that the standard lacks", 404, "interface", host => Task.FromResult(
            BadInput.Post(host.ApiKey, "uploadEverything", Encoding.UTF8.GetBytes(BadInput.Text(Arrival)), "application/json"))),
        new("an interface in other letters", 404, "interface", host => Task.FromResult(
            BadInput.Post(host.ApiKey, "UPLOADCARINDATA", Encoding.UTF8.GetBytes(BadInput.Text(Arrival)), "application/json"))),
        new("an interface that only comes down", 404, "interface", host => Task.FromResult(
            BadInput.Post(host.ApiKey, "payResult", Encoding.UTF8.GetBytes(BadInput.Text(Arrival)), "application/json"))),
        new("plain text", 415, "content type", host => Task.FromResult(
            BadInput.Post(host.ApiKey, Arrival, Encoding.UTF8.GetBytes(BadInput.Text(Arrival)), "text/plain"))),
        new("no content type", 415, "content type", host => Task.FromResult(
            BadInput.Post(host.ApiKey, Arrival, Encoding.UTF8.GetBytes(BadInput.Text(Arrival)), null))),
    ];

    private static IEnumerable<BadInput> Texts() =>
    [
        BadInput.Bytes("bytes that are not UTF-8", 400, "data", Broken(BadInput.Text(Arrival), Vehicle.Plate)),
        BadInput.Bytes("bytes that are not UTF-8 in the parkingCode", 400, "", Broken(BadInput.Text(Arrival), "P1")),
        BadInput.Bytes("bytes that are not UTF-8 in the file", 400, "file", Broken(BadInput.Text(Photo), Convert.ToBase64String(Requests.Jpeg)), Photo),
        BadInput.Bytes("bytes that are not UTF-8 in a name", 400, "", Broken(BadInput.Text(Arrival), "gateNo")),
        BadInput.Bytes("bytes that are not UTF-8 beside data", 400, "", Broken("""{"other":1,""" + BadInput.Text(Arrival)[1..], "other")),
        BadInput.Replaced("half a character in the plate", 400, "plateNo", Arrival, Vehicle.Plate, Half),
        BadInput.Replaced("half a character in the parkingCode", 400, "parkingCode", Arrival, "\"P1\"", $"\"{Half}\""),
        BadInput.Replaced("half a character in the uid of a command", 400, "uid", "applyPayment", "\"uid\":\"", $"\"uid\":\"{Half}"),
        BadInput.Replaced("half a character in a name", 400, "", Arrival, "\"gateNo\"", $"\"{Half}\""),
        BadInput.Replaced("half a character in the file", 400, "file", Photo, Convert.ToBase64String(Requests.Jpeg), Half),
        BadInput.Replaced("half a character in a name beside data", 400, "", Arrival, "{\"data\"", $"{{\"{Half}\":1,\"data\""),
        BadInput.Replaced("half a character in a name of queryParkingCode", 400, "", "queryParkingCode", "{\"data\":{", $"{{\"data\":{{\"{Half}\":1,"),
        BadInput.Replaced("a control character in an id", 400, "arriveID", Arrival, "\"arriveID\":\"", "\"arriveID\":\"\\u0000"),
        BadInput.Replaced("a member given twice", 400, "plateNo", Arrival, "\"data\":{", $"\"data\":{{\"plateNo\":\"{Vehicle.Plate}\","),
        BadInput.Replaced("a member of queryParkingCode given twice", 400, "parkingName", "queryParkingCode", "{\"data\":{", "{\"data\":{\"parkingName\":\"x\","),
        BadInput.Replaced("an accessID of queryParkingCode under a name with blanks", 400, "accessID", "queryParkingCode", "{\"data\":{", "{\"data\":{\" accessID\":\"x\","),
    ];

    private static IEnumerable<BadInput> Callers() => new (string Name, string? Key)[]
    {
        ("no key", null),
        ("an empty key", ""),
        ("a key without a secret", "0123456789abcdef"),
        ("a key that is not known", $"0123456789abcdef.{new string('x', 43)}"),
        ("a key with strange characters", "0123456789abcde'.x"),
        ("a key that is far too long", new string('a', 5000)),
    }.Select(caller => new BadInput(caller.Name, 401, "key", _ => Task.FromResult(
        BadInput.Post(caller.Key, Arrival, Encoding.UTF8.GetBytes(BadInput.Text(Arrival)), "application/json")))).Append(
        new BadInput("a key with a wrong secret", 401, "key", host => Task.FromResult(
            BadInput.Post(host.ApiKey[..^1] + (host.ApiKey[^1] == 'A' ? 'B' : 'A'), Arrival, Encoding.UTF8.GetBytes(BadInput.Text(Arrival)), "application/json"))));

    private static IEnumerable<BadInput> Sites() =>
    [
        BadInput.Changed("another car park of the same access", 403, "parkingCode", Arrival, data => data["parkingCode"] = "P2"),
        BadInput.Changed("a car park that is not registered", 403, "parkingCode", Arrival, data => data["parkingCode"] = "P9"),
        BadInput.Changed("another car park inside params", 403, "parkingCode", "confirmPayResult", data => Home(data)["parkingCode"] = "P2"),
        BadInput.Replaced("another car park under a name with blanks", 403, "parkingCode", Arrival, "\"parkingCode\":\"P1\"", "\" parkingCode \":\"P2\""),
        BadInput.Replaced(
            "another car park inside params under a name with blanks", 403, "parkingCode", "confirmDeparturePayInfo", "\"parkingCode\":\"P1\"", "\" parkingCode \":\"P2\""),
        BadInput.Replaced("another car park under an escaped name", 403, "parkingCode", Arrival, "\"parkingCode\":\"P1\"", "\"parking\\u0043ode\":\"P2\""),
        BadInput.Replaced("another car park beside the own", 400, "parkingCode", Arrival, "\"parkingCode\":\"P1\"", "\"parkingCode\":\"P1\",\" parkingCode \":\"P2\""),
        BadInput.Replaced("two car parks", 400, "parkingCode", Arrival, "\"parkingCode\":\"P1\"", "\"parkingCode\":\"P1\",\"parkingCode\":\"P2\""),
    ];

    private static IEnumerable<BadInput> Photos() =>
    [
        BadInput.Changed("R20: a photo that is a PNG", 400, "file", Photo, _ => { }) with
        {
            MakeAsync = host => PhotoAsync(host, Convert.ToBase64String([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])),
        },
        new("R20: a photo without an end", 400, "file", host => PhotoAsync(host, Convert.ToBase64String([0xFF, 0xD8, 0xFF, 0xE0, 1, 2]))),
        new("R21: a photo that is no Base64", 400, "file", host => PhotoAsync(host, "%%%")),
        new("R21: a photo that is too large", 400, "file", host => PhotoAsync(host, new string('A', 500_004))),
        new("R21: a photo that is empty", 400, "file", host => PhotoAsync(host, "")),
        new("R21: a photo that is a number", 400, "file", host => PhotoAsync(host, JsonValue.Create(5))),
        new("R21: no photo", 400, "file", host => PhotoAsync(host, null)),
        BadInput.Changed("R22: a photo inside data", 400, "file", Photo, data => data["file"] = "x"),
    ];

    private static IEnumerable<BadInput> Rules() =>
    [
        BadInput.Changed("a code that the dictionary lacks", 400, "plateColor: 9", Arrival, data => data["plateColor"] = 9),
        BadInput.Changed("a day that is none", 400, "arriveTime", Arrival, data => data["arriveTime"] = "2026-02-30 08:00:00"),
        BadInput.Changed("a text that is too long", 400, "arriveID", Arrival, data => data["arriveID"] = new string('x', 61)),
        BadInput.Changed("an amount below nothing", 400, "actualPay", "uploadPayRecord", data => data["actualPay"] = -1),
        BadInput.Changed("more than 30,000 characters", 400, "data", Arrival, data => data["note"] = new string('字', 30_000)),
        BadInput.Changed("an id that is too long as a key", 400, "arriveID", Arrival, data => data["arriveID"] = string.Concat(Enumerable.Repeat("🚗", 60))),
        BadInput.Changed("everything wrong at once", 400, "plateColor", Arrival, data =>
        {
            data["plateColor"] = "red";
            data["uploadTime"] = "yesterday";
            data.Remove("uid");
        }),
    ];

    private static JsonObject Home(JsonObject data) => data["params"] as JsonObject ?? data;

    private static Task<HttpRequestMessage> PhotoAsync(GatewayHost host, JsonNode? file)
    {
        var body = Requests.Of(Photo);
        body["file"] = file;
        return Task.FromResult(BadInput.Post(host.ApiKey, Photo, Encoding.UTF8.GetBytes(body.ToJsonString()), "application/json"));
    }

    private static byte[] Broken(string text, string what)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(what));
        bytes[at] = 0xC3;
        return bytes;
    }
}
