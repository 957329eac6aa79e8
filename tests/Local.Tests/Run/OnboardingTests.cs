using System.Text.Json;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Run.Setup;
using HzFunctions.Local.Tests.Gateway;
using HzFunctions.Local.Tests.Wire;
using HzFunctions.Local.Wire;

namespace HzFunctions.Local.Tests.Run;

public sealed class OnboardingTests(MadeKeys keys) : IClassFixture<MadeKeys>, IAsyncLifetime
{
    private static readonly Uri CityBrain = new("http://127.0.0.1:9");

    private static readonly CityAddresses Addresses = new(CityBrain, new Uri("mqtt://127.0.0.1:1883"), new Uri("http://127.0.0.1:10"));

    private FakeGateway _gateway = null!;
    private CityPlan _plan = null!;

    public async ValueTask InitializeAsync()
    {
        var key = WireKeys.ReadPrivate(Vectors.PrivateKey("carpark-1024"));
        _gateway = await FakeGateway.StartAsync(CityBrain, key, WireKeys.ReadPublic(Vectors.PublicKey("carpark-1024")));
        _plan = CityPlan.Make(3, keys.Ring);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task The_gateway_is_told_each_access_before_its_car_parks_and_those_before_their_client()
    {
        await OnboardAsync([]);

        Assert.Equal(
            ["accesses", "", "keys", "identities", "accesses", "", "keys", "identities", "accesses", "", "keys", "identities"],
            _gateway.Orders.Select(order => order.What));
        Assert.All(_gateway.Orders, order => Assert.Equal(order.What == "keys" ? "POST" : "PUT", order.Method));
    }

    [Fact]
    public async Task The_gateway_is_told_where_a_private_key_is_and_never_the_key()
    {
        await OnboardAsync([]);

        Assert.Contains(_gateway.Orders, order => order.Body.Contains($"file:{_plan.Accesses[0].Upstream.PrivateKeyFile}", StringComparison.Ordinal));
        Assert.DoesNotContain(_gateway.Orders, order => order.Body.Contains("PRIVATE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task R10_R11_The_gateway_is_told_the_broker_whose_messages_are_whose_and_the_platforms_public_key()
    {
        await OnboardAsync([]);

        var accesses = _gateway.Orders.Where(order => order.What == "accesses").Select(order => JsonElement.Parse(order.Body)).ToList();
        Assert.Equal(["bridge", "bridge", "own"], accesses.Select(access => access.GetProperty("downlink").GetString()));
        Assert.All(accesses, access => Assert.Equal("mqtt://127.0.0.1:1883", access.GetProperty("mqtt").GetProperty("address").GetString()));
        Assert.Equal(_plan.Accesses.Select(planned => planned.Platform.PublicKey), accesses.Select(access => access.GetProperty("platformKey").GetString()));
    }

    [Fact]
    public async Task The_gateway_is_told_the_webhook_of_a_car_park_that_has_one_and_where_its_secret_is()
    {
        await OnboardAsync([]);

        var site = Assert.Single(_gateway.Orders, order => order.Body.Contains("webhook", StringComparison.Ordinal) && order.What.Length == 0);
        var webhook = JsonElement.Parse(site.Body).GetProperty("webhook");
        Assert.Equal("http://127.0.0.1:10/webhooks/A00002/1001", webhook.GetProperty("url").GetString());
        Assert.Equal($"file:{_plan.CarParks[1].WebhookSecretFile}", webhook.GetProperty("secret").GetString());
    }

    [Fact]
    public async Task Each_car_park_gets_a_key_of_its_own_in_the_order_of_the_plan()
    {
        var carParks = await OnboardAsync([]);

        Assert.Equal(_plan.CarParks.Select(planned => planned.ParkingName), carParks.Select(made => made.ParkingName));
        Assert.Equal(3, carParks.Select(made => made.ApiKey).Distinct().Count());
        Assert.Equal(_plan.Accesses[0].Client.PrivateKeyFile, carParks[0].PrivateKeyFile);
    }

    [Fact]
    public async Task A_key_of_an_earlier_run_is_kept_while_it_holds()
    {
        var earlier = await OnboardAsync([]);

        var later = await OnboardAsync(earlier);

        Assert.Equal(earlier.Select(made => made.ApiKey), later.Select(made => made.ApiKey));
    }

    [Fact]
    public async Task A_key_that_does_not_hold_is_replaced_and_forgotten_ones_are_revoked()
    {
        var earlier = await OnboardAsync([]);
        var wrong = earlier.Select(made => made with { ApiKey = "of another storage" }).ToList();

        var later = await OnboardAsync(wrong);

        Assert.Empty(later.Select(made => made.ApiKey).Intersect(wrong.Select(made => made.ApiKey)));
        Assert.Equal(3, _gateway.Orders.Count(order => order.What == "keys/revoke"));
    }

    [Fact]
    public async Task An_order_that_is_refused_ends_the_set_up_and_says_which()
    {
        using var operations = new OperationsClient(_gateway.Address, "wrong key");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            operations.PutAsync("/ops/sites", new { parkingCode = "1001" }, TestContext.Current.CancellationToken));

        Assert.Contains("401 to PUT /ops/sites", error.Message, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<CarParkEndpoint>> OnboardAsync(IReadOnlyList<CarParkEndpoint> known)
    {
        using var operations = new OperationsClient(_gateway.Address, FakeGateway.AdminKey);
        using var http = new HttpClient { BaseAddress = _gateway.Address };
        return await new Onboarding(operations, http, new FileReferences()).RunAsync(_plan, Addresses, known, TestContext.Current.CancellationToken);
    }
}
