using Azure.Data.Tables;

namespace HzFunctions.Functions.Directory;

/// <summary>How the bridge reaches the city brain's broker for an access (§2.2).</summary>
/// <param name="Address">mqtt://host:port or mqtts://host:port.</param>
/// <param name="UserName">The user name; null: the accessID.</param>
/// <param name="Password">Where the password is, <c>vault-secret:{name}</c> or <c>file:{path}</c>, never the password itself; null: it is the accessID, as in the test system.</param>
/// <param name="Node">节点编号: the number of this node, which is put behind the accessID (R8), or null.</param>
/// <param name="Protocol">3.1.1 (default) or 5.0.</param>
internal sealed record MqttSetting(string Address, string? UserName, string? Password, int? Node, string Protocol)
{
    /// <summary>The protocol where nothing else is said.</summary>
    public const string DefaultProtocol = "3.1.1";

    /// <summary>What may be written for a protocol.</summary>
    public static readonly IReadOnlyList<string> Protocols = [DefaultProtocol, "5.0"];

    private const string Prefix = "Mqtt";

    /// <summary>The setting in an access's row, or null when there is none.</summary>
    public static MqttSetting? Read(TableEntity row) => row.GetString(Prefix + nameof(Address)) is { } address
        ? new MqttSetting(
            address,
            row.GetString(Prefix + nameof(UserName)),
            row.GetString(Prefix + nameof(Password)),
            row.GetInt32(Prefix + nameof(Node)),
            row.GetString(Prefix + nameof(Protocol)) ?? DefaultProtocol)
        : null;

    /// <summary>Writes the setting into an access's row.</summary>
    public void WriteTo(TableEntity row)
    {
        row[Prefix + nameof(Address)] = Address;
        row[Prefix + nameof(UserName)] = UserName;
        row[Prefix + nameof(Password)] = Password;
        row[Prefix + nameof(Node)] = Node;
        row[Prefix + nameof(Protocol)] = Protocol;
    }
}
