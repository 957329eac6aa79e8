using System.Text.Json;
using Google.Protobuf;
using HzFunctions.Durable.Protocol;

namespace HzFunctions.Durable.Replay;

/// <summary>
/// Histories as text (protobuf's JSON), to be kept with the code: one that was recorded before a change and no longer replays after it shows
/// that the change would break running instances.
/// </summary>
public static class RecordedHistory
{
    private const string InstanceId = "instanceId";
    private const string History = "history";
    private const string Turns = "turns";
    private const string PastEvents = "pastEvents";
    private const string NewEvents = "newEvents";
    private const string Response = "response";

    /// <summary>What a run went through, as text.</summary>
    public static string Write(ReplayRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartArray();
            foreach (var execution in run.Executions)
            {
                Write(json, execution);
            }

            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Replays a recorded text with the code of today.</summary>
    /// <exception cref="ReplayMismatchException">The code does not do what it did.</exception>
    public static void Verify(string recorded, Func<IOrchestrator> create, DurableJson json)
    {
        using var document = JsonDocument.Parse(recorded);
        foreach (var execution in document.RootElement.EnumerateArray())
        {
            Read(execution).Verify(create, json);
        }
    }

    private static void Write(Utf8JsonWriter json, RecordedExecution execution)
    {
        json.WriteStartObject();
        json.WriteString(InstanceId, execution.InstanceId);
        json.WriteStartArray(History);
        execution.History.ForEach(one => json.WriteRawValue(JsonFormatter.Default.Format(one)));
        json.WriteEndArray();
        json.WriteStartArray(Turns);
        foreach (var turn in execution.Turns)
        {
            json.WriteStartObject();
            json.WriteNumber(PastEvents, turn.PastEvents);
            json.WriteNumber(NewEvents, turn.NewEvents);
            json.WritePropertyName(Response);
            json.WriteRawValue(JsonFormatter.Default.Format(turn.Response));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static RecordedExecution Read(JsonElement json)
    {
        var execution = new RecordedExecution(json.GetProperty(InstanceId).GetString()!);
        execution.History.AddRange(json.GetProperty(History).EnumerateArray().Select(Parse<HistoryEvent>));
        execution.Turns.AddRange(json.GetProperty(Turns).EnumerateArray().Select(turn => new RecordedTurn(
            turn.GetProperty(PastEvents).GetInt32(), turn.GetProperty(NewEvents).GetInt32(), Parse<OrchestratorResponse>(turn.GetProperty(Response)))));
        return execution;
    }

    private static T Parse<T>(JsonElement json)
        where T : IMessage, new() => JsonParser.Default.Parse<T>(json.GetRawText());
}
