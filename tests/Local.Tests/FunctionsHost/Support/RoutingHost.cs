namespace HzFunctions.Local.Tests.FunctionsHost.Support;

/// <summary>A host with functions on every kind of route.</summary>
public sealed class RoutingHost : IAsyncLifetime
{
    private TestHost? _host;

    internal TestHost Host => _host!;

    public async ValueTask InitializeAsync() =>
        _host = await TestHost.StartAsync(host =>
        {
            host.Settings["AzureWebJobs.AsleepBySetting.Disabled"] = "true";
            host.Root.AddFunction("Order", Http(""" "route":"orders/{id:int}" """));
            host.Root.AddFunction("Files", Http(""" "route":"Files/{*path}" """));
            host.Root.AddFunction("BothGet", Http(""" "route":"both", "methods":["get"] """));
            host.Root.AddFunction("BothPost", Http(""" "route":"both", "methods":["post"] """));
            host.Root.AddFunction("Named", TestHost.PlainHttp);
            host.Root.AddFunction("Asleep", TestHost.PlainHttp, """, "disabled": true""");
            host.Root.AddFunction("AsleepBySetting", TestHost.PlainHttp);
        });

    private static string Http(string more) =>
        $$"""[{"type":"httpTrigger","direction":"in","name":"req",{{more}}},{"type":"http","direction":"out","name":"res"}]""";

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
