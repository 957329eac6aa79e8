using Azure.Data.Tables;

namespace HzFunctions.Functions.Storage;

/// <summary>What a point read found.</summary>
/// <param name="Row">The row, or null when there is none.</param>
/// <param name="ServerTime">The storage service's clock when it answered, to the second.</param>
internal readonly record struct RowRead(TableEntity? Row, DateTimeOffset ServerTime);
