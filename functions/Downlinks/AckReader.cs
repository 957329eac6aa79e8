using System.Text.Json;
using HzFunctions.CityBrain.Validation;
using HzFunctions.Functions.Directory;

namespace HzFunctions.Functions.Downlinks;

/// <summary>Reads what a car park says on a message: <c>{"success":true}</c>, and to a question <c>{"success":true,"data":{…}}</c>.</summary>
internal sealed class AckReader(FeeAnswers answers)
{
    /// <summary>Reads a body; an empty one says true.</summary>
    /// <param name="message">The message that it is about.</param>
    /// <param name="site">The car park.</param>
    /// <param name="body">What it sent.</param>
    /// <param name="way">How it came.</param>
    /// <returns>The word, or each error of the body.</returns>
    public (DownlinkAck? Ack, IReadOnlyList<FieldError> Errors) Read(InboxEntry message, SiteEntry site, ReadOnlyMemory<byte> body, string way)
    {
        if (body.IsEmpty)
        {
            return (new DownlinkAck(Success: true, Answer: null, way), []);
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(message, site, document.RootElement, way);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Also half of a surrogate pair, which JSON's grammar lets through and no text can hold.
            return (null, [new FieldError("body", FieldRule.Type, "no JSON that can be read")]);
        }
    }

    private (DownlinkAck? Ack, IReadOnlyList<FieldError> Errors) Read(InboxEntry message, SiteEntry site, JsonElement body, string way)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return (null, [new FieldError("body", FieldRule.Type, "no object")]);
        }

        var success = true;
        if (body.TryGetProperty("success", out var said))
        {
            if (said.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            {
                return (null, [new FieldError("success", FieldRule.Type, "neither true nor false")]);
            }

            success = said.GetBoolean();
        }

        if (!success || !message.Key.Topic.Asks || !body.TryGetProperty("data", out var data) || data.ValueKind == JsonValueKind.Null)
        {
            return (new DownlinkAck(success, Answer: null, way), []);
        }

        var (answer, errors) = answers.Write(message, site, data);
        return answer is null ? (null, errors) : (new DownlinkAck(Success: true, answer, way), []);
    }
}
