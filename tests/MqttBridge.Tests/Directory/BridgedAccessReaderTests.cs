using Azure.Data.Tables;
using HzFunctions.MqttBridge.Directory;

namespace HzFunctions.MqttBridge.Tests.Directory;

/// <summary>The directory's rows as the function app writes them.</summary>
public sealed class BridgedAccessReaderTests
{
    [Fact]
    public void An_access_with_nothing_but_an_address_has_what_the_test_platform_uses()
    {
        var access = BridgedAccessReader.Read(Row())!;

        Assert.Equal(
            new BridgedAccess("M00001", new Uri("mqtt://broker"), "M00001", null, null, "3.1.1", "key", "md5"), access);
        Assert.Equal(("M00001", 1883, false), (access.ClientId, access.Port, access.UsesTls));
    }

    [Fact]
    public void An_access_with_everything_has_everything()
    {
        var row = Row();
        (row["Downlink"], row["MqttAddress"], row["MqttUserName"]) = ("bridge", "mqtts://broker", "user");
        (row["MqttPassword"], row["MqttNode"], row["MqttProtocol"], row["Hash"]) = ("file:/secret", 3, "5.0", "sha256");

        var access = BridgedAccessReader.Read(row)!;

        Assert.Equal(new BridgedAccess("M00001", new Uri("mqtts://broker"), "user", "file:/secret", 3, "5.0", "key", "sha256"), access);
        Assert.Equal(("M00001_3", 8883, true), (access.ClientId, access.Port, access.UsesTls));
    }

    [Fact]
    public void An_access_whose_client_has_a_connection_of_its_own_is_never_connected()
    {
        var row = Row();
        row["Downlink"] = "own";

        Assert.Null(BridgedAccessReader.Read(row));
    }

    [Fact]
    public void An_access_without_a_broker_is_not_connected()
    {
        var row = Row();
        row.Remove("MqttAddress");

        Assert.Null(BridgedAccessReader.Read(row));
    }

    [Theory]
    [InlineData("MqttAddress", "broker:1883")]
    [InlineData("MqttAddress", "http://broker")]
    [InlineData("MqttAddress", "")]
    [InlineData("MqttProtocol", "4")]
    [InlineData("Hash", "md4")]
    [InlineData("AccessId", "M/1")]
    [InlineData("AccessId", "M+")]
    [InlineData("AccessId", "#")]
    [InlineData("PlatformKey", null)]
    [InlineData("AccessId", null)]
    [InlineData("AccessId", "")]
    [InlineData("AccessId", 7)]
    [InlineData("Downlink", true)]
    [InlineData("MqttPassword", 1234)]
    public void A_wrong_setting_is_told_by_its_name_and_keeps_no_other_access_from_being_read(string column, object? value)
    {
        var row = Row();
        row[column] = value;

        var fault = Assert.Throws<MisconfiguredAccessException>(() => BridgedAccessReader.Read(row));
        Assert.Contains(column, fault.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData("1")]
    public void R8_A_node_that_is_no_number_is_a_wrong_setting(object node)
    {
        var row = Row();
        row["MqttNode"] = node;

        Assert.Throws<MisconfiguredAccessException>(() => BridgedAccessReader.Read(row));
    }

    private static TableEntity Row() => new("access", "M00001")
    {
        ["AccessId"] = "M00001",
        ["MqttAddress"] = "mqtt://broker",
        ["PlatformKey"] = "key",
        ["Hash"] = "md5",
    };
}
