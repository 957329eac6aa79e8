namespace HzFunctions.MqttBridge.Directory;

/// <summary>An access (接入系统) whose downlink the bridge takes, as the directory has it. Two that are equal need no new connection.</summary>
/// <param name="AccessId">The number that the city brain gave it (接入系统编号).</param>
/// <param name="Address">The broker: <c>mqtt://host:1883</c> or <c>mqtts://host:8883</c>.</param>
/// <param name="UserName">The name to log in with.</param>
/// <param name="Password">Where the password is, <c>vault-secret:{name}</c> or <c>file:{path}</c>; null: the accessID itself, as the test system has it.</param>
/// <param name="Node">The node's number where the access has several (R8).</param>
/// <param name="Protocol">3.1.1 or 5.0.</param>
/// <param name="PlatformKey">The city brain's public key, PEM or Base64, or where it is, as for the password.</param>
/// <param name="Hash">The hash under its signs: md5, sha1 or sha256.</param>
internal sealed record BridgedAccess(
    string AccessId, Uri Address, string UserName, string? Password, int? Node, string Protocol, string PlatformKey, string Hash)
{
    /// <summary>The fixed client id, and how the access stands in its topics (R8).</summary>
    public string ClientId => Node is { } node ? string.Create(null, $"{AccessId}_{node}") : AccessId;

    /// <summary>Whether the connection is encrypted.</summary>
    public bool UsesTls => Address.Scheme == BridgedAccessReader.EncryptedScheme;

    /// <summary>The broker's port: the address's, or the one that its scheme has by custom.</summary>
    public int Port => Address.Port > 0 ? Address.Port : UsesTls ? 8883 : 1883;
}
