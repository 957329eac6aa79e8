using Azure.Data.Tables;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Directory;

/// <summary>An API key of a car park; the secret itself is shown once, when it is made, and kept nowhere.</summary>
/// <param name="KeyId">The public half of <c>{keyId}.{secret}</c>.</param>
/// <param name="Site">The one site that it opens.</param>
/// <param name="SecretSha256">SHA-256 of the secret, hexadecimal.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record ApiKeyEntry(string KeyId, SiteId Site, string SecretSha256, DateTimeOffset CreatedAt)
{
    /// <summary>The partition of the table <c>Directory</c>.</summary>
    public const string Partition = "key";

    public static ApiKeyEntry Read(TableEntity row) => new(
        row.RowKey,
        SiteId.Parse(row.GetString(nameof(Site))) ?? throw new FormatException("A key of the directory belongs to no site."),
        row.GetString(nameof(SecretSha256)),
        row.GetDateTimeOffset(nameof(CreatedAt))!.Value);

    public TableEntity ToRow() => new(Partition, KeyId)
    {
        [nameof(Site)] = Site.Value,
        [nameof(SecretSha256)] = SecretSha256,
        [nameof(CreatedAt)] = CreatedAt,
    };
}
