namespace HzFunctions.Functions.Tests.Gateway;

/// <summary>A bad request never becomes a 500, never reaches the city brain, and nothing of its vehicle is logged or answered.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public static TheoryData<string> InJson => [.. BadJsonInputs.All.Select(input => input.Name)];

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

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

    private void AssertNothingCameOfIt(Answered answered)
    {
        Assert.Empty(_host.CityBrain.Calls);
        Assert.Empty(_host.Bell.Waiting);
        Assert.Empty(_host.Photos.Names);
        Assert.Empty(_host.Log.Partitions);
        Assert.All(Vehicle.Traces, trace => Assert.DoesNotContain(trace, answered.Body, StringComparison.Ordinal));
        Assert.All(_host.Logged.Records, record => Assert.All(Vehicle.Traces, trace => Assert.DoesNotContain(trace, record, StringComparison.Ordinal)));
    }
}
