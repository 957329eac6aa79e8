using System.Web;

namespace HzFunctions.Functions.Tests.Gateway;

/// <summary>A bad request never becomes a 500, never reaches the city brain, and nothing of its vehicle is logged or answered.</summary>
public sealed class BadInputTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private readonly GatewayHost _host = fixture.Host;

    public static TheoryData<string> InJson => [.. BadJsonInputs.All.Select(input => input.Name)];

    public static TheoryData<string> InWireForm => [.. BadWireInputs.All.Select(input => input.Name)];

    [Theory]
    [MemberData(nameof(InJson))]
    public async Task In_JSON_it_is_answered_with_what_is_wrong(string name)
    {
        var input = BadJsonInputs.All.Single(input => input.Name == name);

        var answered = await _host.SendAsync(await input.MakeAsync(_host));

        Assert.True(answered.Status == input.Status, answered.Body);
        Assert.Equal("application/json", answered.ContentType);
        Assert.NotEqual("200", answered.Text("resultCode"));
        Assert.Contains(input.Says, answered.Text("msg"), StringComparison.Ordinal);
        AssertNothingCameOfIt(answered);
    }

    [Theory]
    [MemberData(nameof(InWireForm))]
    public async Task In_the_wire_form_it_is_answered_with_HTTP_200_and_a_resultCode(string name)
    {
        var input = BadWireInputs.All.Single(input => input.Name == name);
        using var request = await input.MakeAsync(_host);
        var sent = request.Content is null ? "" : await request.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        var answered = await _host.SendAsync(request);

        Assert.Equal((200, "application/json"), (answered.Status, answered.ContentType));
        Assert.True(answered.Text("resultCode") == $"{input.Status}", answered.Body);
        Assert.Contains(input.Says, answered.Text("msg"), StringComparison.Ordinal);
        AssertNothingCameOfIt(answered);
        AssertNoCipherIsLogged(sent + request.RequestUri!.Query);
    }

    private void AssertNoCipherIsLogged(string sent)
    {
        var ciphers = HttpUtility.ParseQueryString(sent).GetValues("cipher")?.Where(cipher => cipher.Length > 20) ?? [];
        Assert.All(ciphers, cipher => Assert.All(_host.Logged.Records, record => Assert.DoesNotContain(cipher[..20], record, StringComparison.Ordinal)));
    }

    private void AssertNothingCameOfIt(Answered answered)
    {
        Assert.Empty(_host.CityBrain.Calls);
        Assert.Empty(_host.Bell.Waiting);
        Assert.Empty(_host.Photos.Names);
        Assert.Empty(_host.Log.Partitions);
        Assert.All(Vehicle.Traces, trace => Assert.DoesNotContain(trace, answered.Body, StringComparison.Ordinal));
        string[] secrets = [.. Vehicle.Traces, _host.ApiKey[17..], _host.StrangersKey[17..], GatewayHost.AdminKey];
        Assert.All(_host.Logged.Records, record => Assert.All(secrets, secret => Assert.DoesNotContain(secret, record, StringComparison.Ordinal)));
    }
}
