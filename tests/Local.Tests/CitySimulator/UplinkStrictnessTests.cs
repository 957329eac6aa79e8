using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HzFunctions.Local.CitySimulator.Access;
using HzFunctions.Local.Tests.Wire;
using HzFunctions.Local.Wire;

namespace HzFunctions.Local.Tests.CitySimulator;

public sealed class UplinkStrictnessTests : IAsyncLifetime
{
    private static readonly string Heartbeat = new JsonObject { ["data"] = Samples.Of("uploadHeartbeat") }.ToJsonString();

    private CityUnderTest _city = null!;

    public async ValueTask InitializeAsync() => _city = await CityUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    public static TheoryData<string, string, string> VectorKeys =>
        new(Vectors.All.Where(vector => vector.Name != "car-in").Select(vector => (vector.Name, vector.Key, vector.Signature)));

    [Theory]
    [MemberData(nameof(VectorKeys))]
    public async Task A_heartbeat_sealed_by_openssl_is_accepted(string name, string key, string signature)
    {
        var vector = Vectors.All.Single(candidate => (candidate.Name, candidate.Key, candidate.Signature) == (name, key, signature));
        _city.Issue(new AccessEntry
        {
            AccessID = "openssl",
            PublicKey = Vectors.PublicKey(key),
            Hash = Vectors.HashOf(vector),
            CarParks = [new KnownCarPark("1001", "吴山广场")],
        });

        var answer = await PostFormAsync(Form("openssl", vector.Cipher, vector.Sign));

        Assert.Equal(200, (int)answer["resultCode"]!);
        Assert.Empty(await _city.ViolationsAsync());
    }

    [Fact]
    public async Task R16_An_arrival_sealed_by_openssl_is_kept_opened()
    {
        var vector = Vectors.All.First(candidate => candidate is { Name: "car-in", Key: "carpark-1024" });

        var answer = await PostFormAsync(Form(CityUnderTest.First, vector.Cipher, vector.Sign), "uploadCarInData");

        Assert.Equal("200", (string)answer["resultCode"]!);
        var record = Assert.Single((await _city.AdminAsync("records?interface=uploadCarInData")).EnumerateArray());
        var told = JsonElement.Parse(vector.Plaintext).GetProperty("data");
        Assert.True(JsonElement.DeepEquals(told, record.GetProperty("data")));
    }

    [Fact]
    public async Task R2_Anything_but_a_post_is_a_violation()
    {
        var uri = $"{CityUnderTest.PathOf("uploadHeartbeat")}?{await Query(CityUnderTest.Parameters(CityUnderTest.First, Heartbeat))}";

        var answer = JsonNode.Parse(await _city.Http.GetStringAsync(uri, TestContext.Current.CancellationToken))!;

        Assert.Equal(400, (int)answer["resultCode"]!);
        Assert.Equal(["wrongMethod"], await _city.ViolationsAsync());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task R3_Plaintext_is_not_accepted(string contentType)
    {
        await RefusedAsync(new StringContent(Heartbeat, Encoding.UTF8, contentType), "wrongForm");
    }

    [Fact]
    public async Task A_multipart_form_is_not_the_standards_form()
    {
        await RefusedAsync(new MultipartFormDataContent { { new StringContent("x"), "cipher" } }, "wrongForm");
    }

    [Theory]
    [InlineData("accessID")]
    [InlineData("cipher")]
    [InlineData("sign")]
    public async Task R4_Each_parameter_must_be_there_once(string parameter)
    {
        var parameters = CityUnderTest.Parameters(CityUnderTest.First, Heartbeat);

        await RefusedAsync(new FormUrlEncodedContent(parameters.Where(pair => pair.Key != parameter)), "wrongForm");
        await RefusedAsync(new FormUrlEncodedContent([.. parameters, new(parameter, "again")]), "wrongForm");
    }

    [Fact]
    public async Task A_parameter_that_the_standard_does_not_know_is_a_violation()
    {
        var parameters = CityUnderTest.Parameters(CityUnderTest.First, Heartbeat);

        await RefusedAsync(new FormUrlEncodedContent([.. parameters, new("data", "{}")]), "wrongForm");
    }

    [Fact]
    public async Task A_body_of_10_MB_is_refused()
    {
        using var content = new FormUrlEncodedContent([new("cipher", new string('A', 10_000_000))]);

        // The server need not read it to the end, and whether its answer is still seen then is a matter of luck.
        await Record.ExceptionAsync(() => _city.Http.PostAsync(CityUnderTest.PathOf("uploadHeartbeat"), content, TestContext.Current.CancellationToken));

        Assert.Equal(["wrongForm"], await _city.ViolationsAsync());
    }

    [Fact]
    public async Task An_access_that_was_never_issued_is_refused()
    {
        await RefusedAsync(Changed("accessID", "A09999"), "unknownAccess");
    }

    [Fact]
    public async Task A_sign_of_something_else_is_refused()
    {
        var other = CityUnderTest.Parameters(CityUnderTest.First, "{}")["sign"];

        await RefusedAsync(Changed("sign", other), "wrongSign");
    }

    [Fact]
    public async Task The_key_of_another_access_does_not_do()
    {
        var cipher = CityUnderTest.Parameters(CityUnderTest.Second, Heartbeat);
        cipher["accessID"] = CityUnderTest.First;

        await RefusedAsync(new FormUrlEncodedContent(cipher), "wrongSign");
    }

    [Theory]
    [InlineData("!")]
    [InlineData("AAAA")]
    public async Task A_cipher_that_cannot_be_one_is_refused(string cipher)
    {
        await RefusedAsync(Changed("cipher", cipher), "unreadableCipher");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"parkingCode":"1001"}""")]
    [InlineData("""{"data":"{}"}""")]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":{},"extra":1}""")]
    [InlineData("""{"data":{"parkingCode":"1001","parkingCode":"1002"}}""")]
    public async Task A_plaintext_that_is_not_data_alone_is_refused(string plaintext)
    {
        await RefusedAsync(new FormUrlEncodedContent(CityUnderTest.Parameters(CityUnderTest.First, plaintext)), "wrongJson");
    }

    [Fact]
    public async Task A_broken_field_is_refused_naming_the_field_and_not_its_content()
    {
        var answer = await _city.UploadAsync("uploadCarInData", ("plateColor", 9), ("plateNo", new string('浙', 60)));

        Assert.Equal("400", (string)answer["resultCode"]!);
        Assert.Contains("plateColor", (string)answer["msg"]!, StringComparison.Ordinal);
        var violation = Assert.Single((await _city.AdminAsync("violations")).EnumerateArray());
        Assert.Equal("wrongField", violation.GetProperty("kind").GetString());
        Assert.Contains("plateNo", violation.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("浙浙", violation.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-15 09:10:29", "400")]
    [InlineData("2026-11-15 09:10:31", "200")]
    [InlineData("2026-11-23 09:15:29", "200")]
    [InlineData("2026-11-23 09:15:31", "400")]
    public async Task An_upload_time_must_be_near_the_present(string uploadTime, string resultCode)
    {
        var answer = await _city.UploadAsync("uploadCarInData", ("uploadTime", uploadTime));

        Assert.Equal(resultCode, (string)answer["resultCode"]!);
    }

    [Fact]
    public async Task A_car_park_of_another_access_is_foreign()
    {
        var answer = await _city.UploadAsync(CityUnderTest.Second, "uploadHeartbeat", Samples.Of("uploadHeartbeat", ("parkingCode", "1002")));

        Assert.Equal(400, (int)answer["resultCode"]!);
        Assert.Equal(["foreignSite"], await _city.ViolationsAsync());
    }

    [Fact]
    public async Task R83_Another_access_may_not_be_named_inside_data()
    {
        await _city.UploadAsync("queryParkingCode", ("accessID", CityUnderTest.Second));

        Assert.Equal(["foreignSite"], await _city.ViolationsAsync());
    }

    [Fact]
    public async Task R22_A_photo_inside_the_cipher_is_a_violation()
    {
        await _city.UploadAsync("uploadPhoto", ("file", Photos.Base64()));

        Assert.Equal(["fileMisplaced"], await _city.ViolationsAsync());
    }

    [Fact]
    public async Task R22_A_file_where_none_belongs_is_a_violation()
    {
        await _city.UploadAsync(CityUnderTest.First, "uploadHeartbeat", Samples.Of("uploadHeartbeat"), Photos.Base64());

        Assert.Equal(["fileMisplaced"], await _city.ViolationsAsync());
    }

    [Fact]
    public async Task R20_A_photo_that_is_no_jpeg_is_refused()
    {
        await _city.UploadAsync("uploadCarInData");

        var answer = await _city.UploadAsync(CityUnderTest.First, "uploadPhoto", Samples.Of("uploadPhoto"), "iVBORw0KGgo=");

        Assert.Equal(("400", "file: is no JPEG"), ((string)answer["resultCode"]!, (string)answer["msg"]!));
    }

    [Theory]
    [InlineData("/api/v2/cp/uploadNothing")]
    [InlineData("/api/v2/cp/departurePayInfo")]
    [InlineData("/api/v2/tcjg/uploadCarInData")]
    [InlineData("/")]
    public async Task A_path_that_the_standard_does_not_print_is_not_found(string path)
    {
        using var form = new FormUrlEncodedContent(CityUnderTest.Parameters(CityUnderTest.First, Heartbeat));
        using var response = await _city.Http.PostAsync(path, form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(["unknownInterface"], await _city.ViolationsAsync());
    }

    [Theory]
    [InlineData("downUID", "/api/v2/tcjg/downUID")]
    [InlineData("uploadHeartbeat", "/api/v2/tcjg/uploadHeartbeat")]
    public async Task The_second_paths_of_the_standard_are_there_too(string interfaceName, string path)
    {
        var plaintext = new JsonObject { ["data"] = Samples.Of(interfaceName) }.ToJsonString();
        using var form = new FormUrlEncodedContent(CityUnderTest.Parameters(CityUnderTest.First, plaintext));
        using var response = await _city.Http.PostAsync(path, form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await _city.ViolationsAsync());
    }

    [Fact]
    public async Task An_access_may_send_its_parameters_in_the_query_string_with_bare_base64()
    {
        _city.Issue(CityUnderTest.Accesses[0] with { AccessID = "in-query", InQueryString = true });
        var sealedMessage = WireMessage.Seal(Heartbeat, CityUnderTest.KeyOf(CityUnderTest.First));
        var uri = $"{CityUnderTest.PathOf("uploadHeartbeat")}?accessID=in-query&cipher={sealedMessage.Cipher}&sign={sealedMessage.Sign}";

        using var response = await _city.Http.PostAsync(uri, null, TestContext.Current.CancellationToken);

        Assert.Contains("\"resultCode\":200", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains('+', sealedMessage.Cipher + sealedMessage.Sign);
    }

    [Fact]
    public async Task Parameters_in_the_query_string_are_wrong_where_a_form_was_agreed_on()
    {
        var uri = $"{CityUnderTest.PathOf("uploadHeartbeat")}?{await Query(CityUnderTest.Parameters(CityUnderTest.First, Heartbeat))}";

        using var response = await _city.Http.PostAsync(uri, null, TestContext.Current.CancellationToken);

        Assert.Equal(["wrongForm"], await _city.ViolationsAsync());
    }

    [Fact]
    public async Task An_access_may_send_data_as_a_string()
    {
        _city.Issue(CityUnderTest.Accesses[0] with { AccessID = "stringly", DataAsString = true });
        var plaintext = new JsonObject { ["data"] = Samples.Of("uploadHeartbeat").ToJsonString() }.ToJsonString();
        var sealedMessage = WireMessage.Seal(plaintext, CityUnderTest.KeyOf(CityUnderTest.First));

        var answer = await PostFormAsync(Form("stringly", sealedMessage.Cipher, sealedMessage.Sign));

        Assert.Equal(200, (int)answer["resultCode"]!);
    }

    private async Task RefusedAsync(HttpContent content, string kind)
    {
        var before = (await _city.ViolationsAsync()).Length;

        var answer = await PostFormAsync(content);

        Assert.Equal(400, (int)answer["resultCode"]!);
        Assert.Equal([kind], (await _city.ViolationsAsync())[before..]);
        Assert.Empty((await _city.AdminAsync("records")).EnumerateArray());
    }

    private async Task<JsonNode> PostFormAsync(HttpContent content, string interfaceName = "uploadHeartbeat")
    {
        using (content)
        {
            using var response = await _city.Http.PostAsync(CityUnderTest.PathOf(interfaceName), content, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        }
    }

    private static FormUrlEncodedContent Changed(string parameter, string value) =>
        new(new Dictionary<string, string>(CityUnderTest.Parameters(CityUnderTest.First, Heartbeat)) { [parameter] = value });

    private static FormUrlEncodedContent Form(string accessID, string cipher, string sign) =>
        new(new Dictionary<string, string> { ["accessID"] = accessID, ["cipher"] = cipher, ["sign"] = sign });

    private static async Task<string> Query(Dictionary<string, string> parameters)
    {
        using var form = new FormUrlEncodedContent(parameters);
        return await form.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
