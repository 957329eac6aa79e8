using System.Text.Json.Nodes;
using HzFunctions.Functions.Tests.InMemory;

namespace HzFunctions.Functions.Tests.Gateway;

/// <summary>Strange characters in every id of every route: 200 or an error that says what is wrong, and never another car park's row.</summary>
public sealed class StrangeIdTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public static TheoryData<string> Strange =>
    [
        "'", "/", "\\", "#", "?", "%", "%2F", "%2e%2e%2f", "|", "~", "~~", "~~P2", "../", "..", ".", "../../P2", "a|E|uploadCarInData|x",
        "x' or PartitionKey ne '", "\u0000", "\u0001", "\t", "\n", "\u007f", "\u0085", " ", "🚗", "\ud83d", "1001~~P1", "'; drop", "\u202e",
    ];

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Strange))]
    public async Task In_the_ids_of_events(string id)
    {
        foreach (var (name, fields) in new[]
        {
            ("uploadCarInData", new[] { "arriveID", "uid", "parkingCode", "gateNo" }),
            ("uploadCarOutData", ["endID", "uid"]),
            ("uploadPhoto", ["photoID", "uid", "name"]),
            ("uploadPayRecord", ["billID", "uid"]),
            ("uploadMonthlyFee", ["plateNo"]),
            ("uploadInvoiceInfo", ["bilID"]),
        })
        {
            foreach (var field in fields)
            {
                var answered = await _host.PostAsync(name, Requests.Of(name, data => data[field] = id));
                Assert.True(answered.Status is 200 or 400 || (field == "parkingCode" && answered.Status == 403), $"{name} {field}: {answered.Body}");
            }
        }

        AssertOnlyOwnRows();
        await _host.DrainAsync();
        AssertOnlyOwnRows();
    }

    [Theory]
    [MemberData(nameof(Strange))]
    public async Task In_the_ids_of_questions_and_commands(string id)
    {
        foreach (var (name, field) in new[] { ("getPayResult", "billID"), ("applyPayment", "uid"), ("applyPayment", "billID"), ("queryParkingCode", "parkingName") })
        {
            var answered = await _host.PostAsync(name, Requests.Of(name, data => data[field] = id));
            Assert.True(answered.Status is 200 or 400, $"{name} {field}: {answered.Body}");
        }
    }

    [Theory]
    [MemberData(nameof(Strange))]
    public async Task In_receipts_keys_and_interfaces(string id)
    {
        await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"), _host.StrangersKey);
        foreach (var receipt in new[] { id, $"uploadCarInData.{id}", $"uploadCarInData.{id}1", $"{id}.1" })
        {
            var answered = await _host.GetAsync($"/api/v2/receipts/{Escaped(receipt)}x");
            Assert.True(answered.Status is 400 or 404, $"{receipt}: {answered.Body}");
        }

        Assert.Equal(404, (await _host.PostAsync($"/api/v2/cp/{Escaped($"{id}x")}", content: null)).Status);
        Assert.Equal(401, (await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"), Header($"{id}.secret"))).Status);
    }

    [Theory]
    [MemberData(nameof(Strange))]
    public async Task In_what_operators_name(string id)
    {
        await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData"), _host.StrangersKey);
        var text = Escaped(id);
        foreach (var path in new[]
        {
            $"/ops/dead-letters?site={text}",
            $"/ops/dead-letters?site=1001~~P1&after={text}x",
            $"/ops/dead-letters/show?site=1001~~P1&receipt={text}",
            $"/ops/dead-letters/show?site={text}&receipt=uploadCarInData.1",
            $"/ops/dead-letters/{text}x",
            $"/ops/sites/{text}x",
        })
        {
            var answered = await _host.OperateAsync(HttpMethod.Get, path);
            Assert.True(answered.Status is 400 or 404 || (path.Contains("?site=", StringComparison.Ordinal) && answered.Status == 200), $"{path}: {answered.Body}");
        }

        foreach (var (method, path, body) in new (HttpMethod, string, JsonObject)[]
        {
            (HttpMethod.Post, "/ops/dead-letters/replay", new() { ["site"] = id, ["actor"] = "me" }),
            (HttpMethod.Post, "/ops/dead-letters/replay", new() { ["site"] = "1001~~P1", ["receipt"] = id, ["actor"] = "me" }),
            (HttpMethod.Post, "/ops/dead-letters/discard", new() { ["site"] = "1001~~P1", ["receipt"] = id, ["actor"] = "me", ["reason"] = "r" }),
            (HttpMethod.Post, "/ops/sites/keys", new() { ["accessID"] = "1001", ["parkingCode"] = id }),
            (HttpMethod.Post, "/ops/sites/keys/revoke", new() { ["keyId"] = id }),
            (HttpMethod.Post, "/ops/sites/disable", new() { ["accessID"] = id, ["parkingCode"] = "P1", ["disabled"] = true }),
            (HttpMethod.Put, "/ops/sites", new() { ["accessID"] = "1001", ["parkingCode"] = id, ["parkingName"] = id }),
            (HttpMethod.Put, "/ops/sites/accesses", new() { ["accessID"] = id, ["baseAddress"] = id, ["privateKey"] = id }),
            (HttpMethod.Put, "/ops/sites/identities", new() { ["clientID"] = id, ["publicKey"] = id, ["accessID"] = id, ["parkingCodes"] = new JsonArray(id) }),
        })
        {
            var answered = await _host.OperateAsync(method, path, body);
            Assert.True(answered.Status is 200 or 400 or 404, $"{method} {path}: {answered.Body}");
        }
    }

    [Theory]
    [MemberData(nameof(Strange))]
    public async Task A_car_park_with_a_strange_code_has_rows_of_its_own(string code)
    {
        var made = await _host.OperateAsync(
            HttpMethod.Put, "/ops/sites", new JsonObject { ["accessID"] = "1001", ["parkingCode"] = code, ["parkingName"] = "名" });
        if (made.Status == 400)
        {
            return;
        }

        var key = await _host.MakeKeyAsync("1001", code);
        var answered = await _host.PostAsync("uploadCarInData", Requests.Of("uploadCarInData", data => data["parkingCode"] = code), key);

        Assert.True(answered.Status is 200 or 400, answered.Body);
        Assert.All(_host.Log.Partitions, partition => Assert.Equal(made.Text("site"), partition));
    }

    // What no URL can hold is left out: half of a character, and zero, at which both servers stop by themselves.
    private static string Escaped(string text) =>
        Uri.EscapeDataString(text.Replace("\ud83d", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal));

    private static string Header(string text) => new(text.Where(character => character is > ' ' and < '\u007f').ToArray());

    private void AssertOnlyOwnRows()
    {
        Assert.All(_host.Log.Partitions, partition => Assert.Equal(GatewayHost.Site.Value, partition));
        foreach (var row in _host.Log.Rows(GatewayHost.Site.Value))
        {
            TableRules.CheckKey(row.Row);
            var parts = row.Row.Split('|');
            Assert.Contains(parts.Length, parts[0] == "V" ? [6] : new[] { 1, 2, 3, 4 });
        }

        Assert.All(_host.Photos.Names, name => Assert.StartsWith($"{GatewayHost.Site}/", name, StringComparison.Ordinal));
    }
}
