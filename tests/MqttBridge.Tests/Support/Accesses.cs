using HzFunctions.MqttBridge.Directory;

namespace HzFunctions.MqttBridge.Tests.Support;

/// <summary>Accesses as the directory would give them.</summary>
internal static class Accesses
{
    public static BridgedAccess At(Uri address, string accessId = "M00001") => new(
        accessId, address, accessId, Password: null, Node: null, "3.1.1", Platform.Default.PublicKey, "md5");
}
