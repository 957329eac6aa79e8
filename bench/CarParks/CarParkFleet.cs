using HzFunctions.Bench.Handler;
using HzFunctions.Bench.Storage;
using HzFunctions.Local.CitySimulator.Access;
using HzFunctions.Local.Run.Setup;

namespace HzFunctions.Bench.CarParks;

/// <summary>The car parks of one access, registered with a gateway.</summary>
/// <param name="CarParks">The car parks.</param>
/// <param name="Access">What the city brain has to know of them.</param>
internal sealed record CarParkFleet(IReadOnlyList<CarParkClient> CarParks, AccessEntry Access)
{
    private const string AccessId = "bench-access";
    private const int KeyBits = 1024;
    private const int FirstCode = 1001;

    /// <summary>Makes an access with a key of its own and so many car parks, through the operations API.</summary>
    public static async Task<CarParkFleet> RegisterAsync(
        HttpClient gateway, Uri cityBrain, int count, FreshStorage storage, TimeProvider time, CancellationToken cancellationToken)
    {
        using var operations = new OperationsClient(gateway.BaseAddress!, HandlerSettings.AdminKey);
        var keys = new KeyRing(Path.Combine(storage.Folder, "keys")).KeysOf(AccessId, KeyBits);
        await operations.PutAsync(
            "/ops/sites/accesses",
            new { accessID = AccessId, baseAddress = cityBrain, privateKey = $"file:{keys.PrivateKeyFile}" },
            cancellationToken);
        var carParks = new List<CarParkClient>();
        foreach (var number in Enumerable.Range(FirstCode, count))
        {
            carParks.Add(await RegisterAsync(operations, gateway, $"{number}", time, cancellationToken));
        }

        var known = carParks.Select(carPark => new KnownCarPark(carPark.ParkingCode, NameOf(carPark.ParkingCode)));
        return new CarParkFleet(carParks, new AccessEntry { AccessID = AccessId, PublicKey = keys.PublicKey, CarParks = [.. known] });
    }

    private static async Task<CarParkClient> RegisterAsync(
        OperationsClient operations, HttpClient gateway, string parkingCode, TimeProvider time, CancellationToken cancellationToken)
    {
        var name = NameOf(parkingCode);
        var made = await operations.PutAsync("/ops/sites", new { accessID = AccessId, parkingCode, parkingName = name }, cancellationToken);
        var key = await operations.PostAsync("/ops/sites/keys", new { accessID = AccessId, parkingCode }, cancellationToken);
        return new CarParkClient(
            gateway, parkingCode, made.GetProperty("site").GetString()!, key.GetProperty("key").GetString()!, time);
    }

    private static string NameOf(string parkingCode) => $"停车场{parkingCode}";
}
