using Azure.Data.Tables;
using HzFunctions.Functions.Storage;

namespace HzFunctions.Functions.Directory;

/// <summary>
/// Who speaks the standard's own wire form to us: the accessID that an existing client sends, which may differ from the one we use
/// upstream, its public key, and the car parks that it may speak for.
/// </summary>
/// <param name="ClientId">The accessID that the client sends.</param>
/// <param name="PublicKey">Its public key (PEM or Base64).</param>
/// <param name="Hash">md5 (default), sha1 or sha256.</param>
/// <param name="DataAsString">Whether its <c>data</c> is a string that holds JSON.</param>
/// <param name="AccessId">The access upstream.</param>
/// <param name="ParkingCodes">The car parks that it may speak for.</param>
internal sealed record WireIdentityEntry(
    string ClientId, string PublicKey, string Hash, bool DataAsString, string AccessId, IReadOnlyList<string> ParkingCodes)
{
    /// <summary>The partition of the table <c>Directory</c>.</summary>
    public const string Partition = "identity";

    private const char Between = '\n';

    public static string RowOf(string clientId) => RowKeyText.Escape(clientId);

    public static WireIdentityEntry Read(TableEntity row) => new(
        row.GetString(nameof(ClientId)),
        row.GetString(nameof(PublicKey)),
        row.GetString(nameof(Hash)),
        row.GetBoolean(nameof(DataAsString)) ?? false,
        row.GetString(nameof(AccessId)),
        row.GetString(nameof(ParkingCodes)).Split(Between));

    public TableEntity ToRow() => new(Partition, RowOf(ClientId))
    {
        [nameof(ClientId)] = ClientId,
        [nameof(PublicKey)] = PublicKey,
        [nameof(Hash)] = Hash,
        [nameof(DataAsString)] = DataAsString,
        [nameof(AccessId)] = AccessId,
        [nameof(ParkingCodes)] = string.Join(Between, ParkingCodes),
    };
}
