using HzFunctions.CityBrain.Client;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.CityBrain.Tests.Client;

public sealed class RequestTests
{
    private static readonly EnvelopeSettings Settings = EnvelopeSettings.Default;

    [Fact]
    public async Task R4_a_request_carries_accessID_cipher_and_sign_as_a_form_that_opens_to_the_plaintext()
    {
        await using var server = await LoopbackServer.StartAsync(ClientFixture.AcceptedJson);
        using var fixture = new ClientFixture();

        var answer = await fixture.SendAsync(server.Address);

        Assert.Equal(AnswerOutcome.Accepted, answer.Outcome);
        var request = Assert.Single(server.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal("/api/v2/cp/uploadHeartbeat", request.Path);
        Assert.Equal("application/x-www-form-urlencoded", request.Headers["Content-Type"]);
        Assert.Equal(["accessID", "cipher", "sign"], request.Form.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(request.Query);
        Assert.Equal("M00009", request.Form["accessID"]);
        Assert.Equal(ClientFixture.Json, Opened(request.Form));
    }

    [Fact]
    public async Task R22_a_photo_goes_as_a_field_of_its_own_with_its_length_told_and_every_character_kept()
    {
        await using var server = await LoopbackServer.StartAsync(ClientFixture.AcceptedJson);
        using var fixture = new ClientFixture();
        var photo = new byte[375_000];
        new Random(1).NextBytes(photo);
        var file = Convert.ToBase64String(photo);
        Assert.Equal(500_000, file.Length);

        await fixture.SendAsync(server.Address, "uploadPhoto", file);

        var request = Assert.Single(server.Requests);
        Assert.Equal(file, request.Form["file"]);
        Assert.Equal(ClientFixture.Json, Opened(request.Form));
        Assert.True(request.ContentLength > 500_000, "The length of the form is told beforehand.");
        Assert.DoesNotContain("Transfer-Encoding", request.Headers.Keys);
    }

    [Fact]
    public async Task The_query_string_form_keeps_the_pluses_and_leaves_the_body_empty()
    {
        await using var server = await LoopbackServer.StartAsync(ClientFixture.AcceptedJson);
        using var fixture = new ClientFixture();

        await fixture.SendAsync(ClientFixture.AccessTo(server.Address) with { QueryStringForm = true });

        var request = Assert.Single(server.Requests);
        Assert.Equal(0, request.ContentLength);
        Assert.Equal(["accessID", "cipher", "sign"], request.Query.Keys.Order(StringComparer.Ordinal));
        Assert.Contains('+', request.Query["cipher"]);
        Assert.Equal(ClientFixture.Json, Opened(request.Query));
    }

    [Fact]
    public async Task In_the_query_string_form_only_the_photo_is_in_the_body()
    {
        await using var server = await LoopbackServer.StartAsync(ClientFixture.AcceptedJson);
        using var fixture = new ClientFixture();

        await fixture.SendAsync(ClientFixture.AccessTo(server.Address) with { QueryStringForm = true }, "uploadPhoto", "/9j/+A==");

        var request = Assert.Single(server.Requests);
        Assert.Equal("/9j/+A==", Assert.Single(request.Form, pair => pair.Key == "file").Value);
        Assert.Equal(3, request.Query.Count);
    }

    [Fact]
    public async Task Data_as_a_string_is_sealed_when_the_access_says_so()
    {
        await using var server = await LoopbackServer.StartAsync(ClientFixture.AcceptedJson);
        using var fixture = new ClientFixture();
        var access = ClientFixture.AccessTo(server.Address) with { Envelope = Settings with { DataAsString = true } };

        await fixture.SendAsync(access);

        Assert.Equal(
            """{"data":"{\"parkingCode\":\"1001\",\"uploadTime\":\"2026-11-23 09:10:11\"}"}""",
            Opened(Assert.Single(server.Requests).Form));
    }

    [Theory]
    [InlineData("uploadCarInData", "/", "/api/v2/cp/uploadCarInData")]
    [InlineData("uploadCarInData", "/city/brain", "/city/brain/api/v2/cp/uploadCarInData")]
    [InlineData("uploadCarInData", "/city/brain/", "/city/brain/api/v2/cp/uploadCarInData")]
    [InlineData("queryParkingCode", "/", "/guid/api/queryParkingCode")]
    public void An_interface_is_called_where_the_standard_prints_it(string name, string basePath, string expected)
    {
        var access = ClientFixture.AccessTo(new Uri("http://city.example:8080" + basePath));

        Assert.Equal("http://city.example:8080" + expected, access.AddressOf(ClientFixture.Definition(name)).AbsoluteUri);
    }

    [Theory]
    [InlineData("uploadHeartbeat", "/api/v2/tcjg/uploadHeartbeat")]
    [InlineData("uploadCarInData", "/v3/uploadCarInData")]
    [InlineData("queryParkingCode", "/guid/api/queryParkingCode")]
    public void An_access_may_have_another_path_base_for_all_and_for_one(string name, string expected)
    {
        var access = ClientFixture.AccessTo(new Uri("https://city.example")) with
        {
            PathBase = "/v3",
            PathBases = new Dictionary<string, string> { ["uploadHeartbeat"] = "api/v2/tcjg" },
        };

        Assert.Equal("https://city.example" + expected, access.AddressOf(ClientFixture.Definition(name)).AbsoluteUri);
    }

    [Fact]
    public void What_an_access_or_a_message_prints_holds_no_cipher_and_no_key()
    {
        var access = ClientFixture.AccessTo(new Uri("http://city.example"));
        var message = new SealedMessage("c2VjcmV0", "c2lnbg==");

        Assert.Equal("AccessConnection M00009", access.ToString());
        Assert.Equal("SealedMessage of 8 characters", message.ToString());
    }

    private static string? Opened(IReadOnlyDictionary<string, string> fields) =>
        EnvelopeOpener.Open(fields["cipher"], fields["sign"], ClientFixture.PublicKey, Settings).Text;
}
