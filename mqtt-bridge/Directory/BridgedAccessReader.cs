using System.Buffers;
using Azure.Data.Tables;

namespace HzFunctions.MqttBridge.Directory;

/// <summary>Reads the directory's rows of accesses.</summary>
internal static class BridgedAccessReader
{
    /// <summary>The scheme of an address with TLS.</summary>
    public const string EncryptedScheme = "mqtts";

    private const string PlainScheme = "mqtt";

    // What a topic filter would read as something else.
    private static readonly SearchValues<char> NotInTopics = SearchValues.Create("+#/\0");

    /// <summary>The access, or null when its downlink is not the bridge's: a client of its own takes it, or there is no broker.</summary>
    /// <exception cref="MisconfiguredAccessException">A column has what no connection can be made with.</exception>
    public static BridgedAccess? Read(TableEntity row)
    {
        var isBridged = Text(row, "Downlink") is null or "bridge";
        if (!isBridged || Text(row, "MqttAddress") is not { } address)
        {
            return null;
        }

        var accessId = Text(row, "AccessId") is { Length: > 0 } text ? text : throw Wrong("AccessId is missing");
        return new BridgedAccess(
            accessId.AsSpan().ContainsAny(NotInTopics) ? throw Wrong("its accessID cannot stand in a topic") : accessId,
            AddressOf(address),
            Text(row, "MqttUserName") ?? accessId,
            Text(row, "MqttPassword"),
            NodeOf(row),
            OneOf("MqttProtocol", Text(row, "MqttProtocol"), "3.1.1", "5.0"),
            Text(row, "PlatformKey") ?? throw Wrong("PlatformKey is missing: what the city brain sends could not be verified (R11)"),
            OneOf("Hash", Text(row, "Hash"), "md5", "sha1", "sha256"));
    }

    private static string? Text(TableEntity row, string column) =>
        row.TryGetValue(column, out var value) && value is not null ? value as string ?? throw Wrong($"{column} is no text") : null;

    private static Uri AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is PlainScheme or EncryptedScheme && address.Host.Length > 0
            ? address
            : throw Wrong("MqttAddress is neither mqtt://host:port nor mqtts://host:port");

    private static int? NodeOf(TableEntity row) => row.TryGetValue("MqttNode", out var node) && node is not null
        ? node as int? is { } number and >= 0 ? number : throw Wrong("MqttNode is no number (R8)")
        : null;

    // The first is what the absent column means.
    private static string OneOf(string column, string? text, params string[] known) =>
        text is null ? known[0] : known.Contains(text) ? text : throw Wrong($"{column} is none of {string.Join(", ", known)}");

    private static MisconfiguredAccessException Wrong(string reason) => new(reason);
}
