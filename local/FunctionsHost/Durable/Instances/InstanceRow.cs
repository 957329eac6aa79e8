using System.Text;
using Azure.Data.Tables;
using HzFunctions.Durable.Protocol;
using HzFunctions.Local.FunctionsHost.Durable.Storage;

namespace HzFunctions.Local.FunctionsHost.Durable.Instances;

/// <summary>An instance's state as a row of the table {Hub}Instances.</summary>
internal static class InstanceRow
{
    public const string RowKey = "";
    private const int CharactersOfProperty = 30_000;

    public static string PartitionOf(string instanceId) => KeyText.Escape(instanceId);

    public static TableEntity Write(InstanceState state)
    {
        var row = new TableEntity(PartitionOf(state.Id), RowKey)
        {
            [nameof(state.Id)] = state.Id,
            [nameof(state.Incarnation)] = state.Incarnation,
            [nameof(state.Name)] = state.Name,
            [nameof(state.Version)] = state.Version,
            [nameof(state.ExecutionId)] = state.ExecutionId,
            [nameof(state.Generation)] = state.Generation,
            [nameof(state.Turn)] = state.Turn,
            [nameof(state.ConsumedThrough)] = state.ConsumedThrough,
            ["RuntimeStatus"] = state.Status.ToString(),
            [nameof(state.CreatedAt)] = state.CreatedAt,
            [nameof(state.UpdatedAt)] = state.UpdatedAt,
            [nameof(state.CompletedAt)] = state.CompletedAt,
            [nameof(state.ScheduledStartAt)] = state.ScheduledStartAt,
            [nameof(state.ParentInstanceId)] = state.ParentInstanceId,
            [nameof(state.HasOutgoing)] = state.HasOutgoing,
            [nameof(state.IsStuck)] = state.IsStuck,
        };
        WriteText(row, nameof(state.CustomStatus), state.CustomStatus);
        return row;
    }

    public static InstanceState Read(TableEntity row) => new()
    {
        Id = row.GetString(nameof(InstanceState.Id)),
        Incarnation = row.GetString(nameof(InstanceState.Incarnation)),
        Name = row.GetString(nameof(InstanceState.Name)),
        Version = row.GetString(nameof(InstanceState.Version)),
        ExecutionId = row.GetString(nameof(InstanceState.ExecutionId)),
        Generation = row.GetInt32(nameof(InstanceState.Generation)) ?? 0,
        Turn = row.GetInt32(nameof(InstanceState.Turn)) ?? 0,
        ConsumedThrough = row.GetInt64(nameof(InstanceState.ConsumedThrough)) ?? 0,
        Status = Enum.Parse<OrchestrationStatus>(row.GetString("RuntimeStatus")),
        CustomStatus = ReadText(row, nameof(InstanceState.CustomStatus)),
        CreatedAt = row.GetDateTimeOffset(nameof(InstanceState.CreatedAt)) ?? default,
        UpdatedAt = row.GetDateTimeOffset(nameof(InstanceState.UpdatedAt)) ?? default,
        CompletedAt = row.GetDateTimeOffset(nameof(InstanceState.CompletedAt)),
        ScheduledStartAt = row.GetDateTimeOffset(nameof(InstanceState.ScheduledStartAt)),
        ParentInstanceId = row.GetString(nameof(InstanceState.ParentInstanceId)),
        HasOutgoing = row.GetBoolean(nameof(InstanceState.HasOutgoing)) ?? false,
        IsStuck = row.GetBoolean(nameof(InstanceState.IsStuck)) ?? false,
    };

    private static void WriteText(TableEntity row, string name, string? text)
    {
        for (var (piece, from) = (0, 0); text is not null && (from < text.Length || piece == 0); piece++, from += CharactersOfProperty)
        {
            row[$"{name}{piece}"] = text.Substring(from, Math.Min(CharactersOfProperty, text.Length - from));
        }
    }

    private static string? ReadText(TableEntity row, string name)
    {
        StringBuilder? text = null;
        for (var piece = 0; row.GetString($"{name}{piece}") is { } part; piece++)
        {
            (text ??= new StringBuilder()).Append(part);
        }

        return text?.ToString();
    }
}
