namespace HzFunctions.Functions.Tests.Gateway;

/// <summary>A handler for tests that leave nothing behind.</summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    internal GatewayHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
