using System.Text.Json;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Tests.Conditions;

namespace HzFunctions.Local.Tests.Run;

public sealed class LocalEndpointsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("endpoints.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_file_has_the_names_that_others_rely_on()
    {
        Endpoints().Write(FilePath);

        var file = JsonElement.Parse(File.ReadAllText(FilePath));
        Assert.Equal(["gateway", "adminKey", "cityBrainKey", "cityBrain", "cityBrainAdmin", "mqtt", "carParks"], file.EnumerateObject().Select(member => member.Name));
        Assert.Equal("http://127.0.0.1:1", file.GetProperty("gateway").GetString());
        Assert.Equal(
            [
                "parkingCode", "parkingName", "accessID", "apiKey", "privateKeyFile", "publicKeyFile", "form", "downlink",
                "webhookSecretFile", "mqttPasswordFile", "platformKeyFile",
            ],
            file.GetProperty("carParks")[0].EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void What_was_written_is_read_again()
    {
        Endpoints().Write(FilePath);
        Endpoints().Write(FilePath);

        Assert.Equal(Endpoints().CarParks[0], LocalEndpoints.CarParksIn(FilePath)[0]);
        Assert.Equal(Endpoints().CityBrain, LocalEndpoints.Read(FilePath).CityBrain);
    }

    [Fact]
    public void Where_there_is_no_file_there_are_no_car_parks()
    {
        Assert.Empty(LocalEndpoints.CarParksIn(FilePath));
    }

    private static LocalEndpoints Endpoints() => new()
    {
        Gateway = new Uri("http://127.0.0.1:1"),
        AdminKey = "admin",
        CityBrain = new Uri("http://127.0.0.1:2"),
        CityBrainAdmin = new Uri("http://127.0.0.1:2"),
        Mqtt = new Uri("mqtt://127.0.0.1:3"),
        CarParks =
        [
            new CarParkEndpoint
            {
                ParkingCode = "1001",
                ParkingName = "吴山广场",
                AccessID = "A00001",
                ApiKey = "id.secret",
                PrivateKeyFile = "keys/A00001.client.pem",
                PublicKeyFile = "keys/A00001.client.public.pem",
                Form = UploadForm.Wire,
            },
        ],
    };
}
