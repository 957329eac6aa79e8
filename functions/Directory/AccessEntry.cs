using Azure.Data.Tables;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Directory;

/// <summary>An access system (接入系统) at the city brain, and how it is spoken to; what the standard leaves open is a setting of its own.</summary>
/// <param name="AccessId">The number that the city brain gave it (接入系统编号).</param>
/// <param name="BaseAddress">The city brain's address for it.</param>
/// <param name="PrivateKey">Where its private key is: <c>vault-key:{name}</c>, <c>vault-secret:{name}</c> or <c>file:{path}</c>. Never the key itself.</param>
/// <param name="PlatformKey">The city brain's public key (PEM or Base64), or where it is (<c>vault-secret:{name}</c>, <c>file:{path}</c>); null: there is none.</param>
/// <param name="Hash">md5 (default), sha1 or sha256.</param>
/// <param name="Cipher">own-private-key (default) or platform-public-key.</param>
/// <param name="DataAsString">Whether <c>data</c> goes up as a string that holds JSON.</param>
/// <param name="PathBase">The path before the interface's name; null: the standard's.</param>
/// <param name="PathBases">Paths of single interfaces that differ from it, by the interface's name.</param>
/// <param name="QueryStringForm">Whether the parameters go in the query string.</param>
internal sealed record AccessEntry(
    string AccessId,
    string BaseAddress,
    string PrivateKey,
    string? PlatformKey,
    string Hash,
    string Cipher,
    bool DataAsString,
    string? PathBase,
    PathBases PathBases,
    bool QueryStringForm)
{
    /// <summary>The bridge subscribes for the access, and we confirm.</summary>
    public const string BridgeDownlink = "bridge";

    /// <summary>The car park's own client subscribes and confirms.</summary>
    public const string OwnDownlink = "own";

    /// <summary>The partition of the table <c>Directory</c>.</summary>
    public const string Partition = "access";

    /// <summary>Who deals with what is sent down: <see cref="BridgeDownlink"/> or <see cref="OwnDownlink"/>.</summary>
    public string Downlink { get; init; } = BridgeDownlink;

    /// <summary>The city brain's broker for this access, or null while there is none.</summary>
    public MqttSetting? Mqtt { get; init; }

    public static string RowOf(string accessId) => RowKeyText.Escape(accessId);

    public static AccessEntry Read(TableEntity row) => new(
        row.GetString(nameof(AccessId)),
        row.GetString(nameof(BaseAddress)),
        row.GetString(nameof(PrivateKey)),
        row.GetString(nameof(PlatformKey)),
        row.GetString(nameof(Hash)),
        row.GetString(nameof(Cipher)),
        row.GetBoolean(nameof(DataAsString)) ?? false,
        row.GetString(nameof(PathBase)),
        new PathBases(row.GetString(nameof(PathBases)) ?? string.Empty),
        row.GetBoolean(nameof(QueryStringForm)) ?? false)
    {
        Downlink = row.GetString(nameof(Downlink)) ?? BridgeDownlink,
        Mqtt = MqttSetting.Read(row),
    };

    public TableEntity ToRow()
    {
        var row = OwnColumns();
        Mqtt?.WriteTo(row);
        return row;
    }

    private TableEntity OwnColumns() => new(Partition, RowOf(AccessId))
    {
        [nameof(AccessId)] = AccessId,
        [nameof(BaseAddress)] = BaseAddress,
        [nameof(PrivateKey)] = PrivateKey,
        [nameof(PlatformKey)] = PlatformKey,
        [nameof(Hash)] = Hash,
        [nameof(Cipher)] = Cipher,
        [nameof(DataAsString)] = DataAsString,
        [nameof(PathBase)] = PathBase,
        [nameof(PathBases)] = PathBases.Text,
        [nameof(QueryStringForm)] = QueryStringForm,
        [nameof(Downlink)] = Downlink,
    };
}
