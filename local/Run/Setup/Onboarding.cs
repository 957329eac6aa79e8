using System.Net;
using System.Text.Json;
using HzFunctions.Local.Endpoints;

namespace HzFunctions.Local.Run.Setup;

/// <summary>Makes the gateway know the accesses, the car parks and their clients, as an operator would: through the operations API.</summary>
internal sealed class Onboarding(OperationsClient operations, HttpClient gateway, IReferences references)
{
    /// <param name="plan">The local city.</param>
    /// <param name="addresses">Where the gateway finds the others.</param>
    /// <param name="known">The car parks of an earlier run over the same storage, whose keys may still hold.</param>
    /// <param name="cancellation">Gives it up.</param>
    public async Task<IReadOnlyList<CarParkEndpoint>> RunAsync(
        CityPlan plan, CityAddresses addresses, IReadOnlyList<CarParkEndpoint> known, CancellationToken cancellation)
    {
        var carParks = new List<CarParkEndpoint>();
        foreach (var access in plan.Accesses)
        {
            await PutAccessAsync(access, addresses, cancellation);
            var ofAccess = plan.CarParks.Where(carPark => carPark.AccessID == access.AccessID).ToList();
            foreach (var carPark in ofAccess)
            {
                carParks.Add(await PutCarParkAsync(carPark, access, addresses, known, cancellation));
            }

            await PutIdentityAsync(access, ofAccess, cancellation);
        }

        return [.. plan.CarParks.Select(planned => carParks.Single(made => IsOf(made, planned)))];
    }

    private Task<JsonElement> PutAccessAsync(AccessPlan access, CityAddresses addresses, CancellationToken cancellation) => operations.PutAsync(
        "/ops/sites/accesses",
        new
        {
            accessID = access.AccessID,
            baseAddress = addresses.CityBrain,
            privateKey = references.PrivateKeyOf(access),
            platformKey = references.PlatformKeyOf(access),
            downlink = access.HasOwnConnection ? "own" : "bridge",
            mqtt = new { address = addresses.Mqtt, password = references.SecretOf(access.MqttPasswordFile) },
        },
        cancellation);

    private async Task PutIdentityAsync(AccessPlan access, List<CarParkPlan> carParks, CancellationToken cancellation)
    {
        if (carParks.Count > 0)
        {
            var identity = new
            {
                clientID = access.AccessID,
                publicKey = access.Client.PublicKey,
                accessID = access.AccessID,
                parkingCodes = carParks.Select(carPark => carPark.ParkingCode),
            };
            await operations.PutAsync("/ops/sites/identities", identity, cancellation);
        }
    }

    private async Task<CarParkEndpoint> PutCarParkAsync(
        CarParkPlan carPark, AccessPlan access, CityAddresses addresses, IReadOnlyList<CarParkEndpoint> known, CancellationToken cancellation)
    {
        await operations.PutAsync("/ops/sites", Site(carPark, addresses.CarParks), cancellation);
        var earlier = known.FirstOrDefault(candidate => IsOf(candidate, carPark))?.ApiKey;
        return new CarParkEndpoint
        {
            ParkingCode = carPark.ParkingCode,
            ParkingName = carPark.ParkingName,
            AccessID = carPark.AccessID,
            ApiKey = earlier is not null && await StillHoldsAsync(earlier, cancellation)
                ? earlier
                : await MakeKeyAsync(carPark, cancellation),
            PrivateKeyFile = access.Client.PrivateKeyFile,
            PublicKeyFile = access.Client.PublicKeyFile,
            Form = carPark.Form,
            Downlink = carPark.Downlink,
            WebhookSecretFile = carPark.WebhookSecretFile,
            MqttPasswordFile = access.HasOwnConnection ? access.MqttPasswordFile : null,
            PlatformKeyFile = access.Platform.PublicKeyFile,
        };
    }

    private Dictionary<string, object> Site(CarParkPlan carPark, Uri carParks)
    {
        var site = new Dictionary<string, object>
        {
            ["accessID"] = carPark.AccessID,
            ["parkingCode"] = carPark.ParkingCode,
            ["parkingName"] = carPark.ParkingName,
            ["bookToArriveSeconds"] = (int)BusinessDeadlines.Bookings.ToArrive.TotalSeconds,
            ["bookStaySeconds"] = (int)BusinessDeadlines.Bookings.Stay.TotalSeconds,
        };
        if (carPark.WebhookSecretFile is { } secret)
        {
            site["webhook"] = new { url = new Uri(carParks, $"webhooks/{carPark.AccessID}/{carPark.ParkingCode}"), secret = references.SecretOf(secret) };
        }

        return site;
    }

    private async Task<string> MakeKeyAsync(CarParkPlan carPark, CancellationToken cancellation)
    {
        // Keys that no endpoints.json knows any more would stand in the way of new ones.
        foreach (var lost in await operations.KeysOfAsync(carPark.AccessID, carPark.ParkingCode, cancellation))
        {
            await operations.PostAsync("/ops/sites/keys/revoke", new { keyId = lost }, cancellation);
        }

        var site = new { accessID = carPark.AccessID, parkingCode = carPark.ParkingCode };
        return (await operations.PostAsync("/ops/sites/keys", site, cancellation)).GetProperty("key").GetString()!;
    }

    // Any answer but 401 to a question about no receipt at all says that the key is known.
    private async Task<bool> StillHoldsAsync(string apiKey, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v2/receipts/none");
        request.Headers.Add("X-Api-Key", apiKey);
        using var response = await gateway.SendAsync(request, cancellation);
        return response.StatusCode != HttpStatusCode.Unauthorized;
    }

    private static bool IsOf(CarParkEndpoint made, CarParkPlan planned) =>
        (made.AccessID, made.ParkingCode) == (planned.AccessID, planned.ParkingCode);
}
