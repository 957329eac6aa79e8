using System.Buffers;
using System.Text.Json;
using HzFunctions.CityBrain;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Downlinks;

/// <summary>
/// Answers getDeparturePayInfo (§3.2.3) while the city brain does not: with what it has sent down of the vehicle since this stay's arrival,
/// and never with what it said of an earlier one.
/// </summary>
internal sealed class DeparturePayInfoMemory(FactStore facts, OpenStays stays)
{
    /// <summary>The interface that is answered.</summary>
    public const string Question = "getDeparturePayInfo";

    private static readonly string[] Members = ["noSense", "moneyLimit", "departurePay"];

    /// <summary>The answer, in the shape of the city brain's, or null when nothing was sent down.</summary>
    public async Task<JsonElement?> AnswerAsync(SiteId site, string payload, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(payload);
        if (Vehicle.Of(document.RootElement.GetProperty("data")) is not { } vehicle
            || await stays.FindAsync(site, vehicle, cancellationToken).ConfigureAwait(false) is not { } stay)
        {
            return null;
        }

        var told = await facts.FindAsync(site, DownlinkRows.DeparturePayInfo(vehicle), cancellationToken).ConfigureAwait(false);
        return told is null || told.ReceivedAt < stay.AcceptedAt ? null : Answer(told);
    }

    private static JsonElement Answer(FactRow told)
    {
        using var document = JsonDocument.Parse(told.Data);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("resultCode"u8, "200");
            writer.WriteString("msg"u8, $"城市大脑未应答，返回本次入场后下发的签约信息 (the city brain does not answer; sent down at {ChinaTime.Format(told.ReceivedAt)})");
            foreach (var member in Members)
            {
                writer.WritePropertyName(member);
                document.RootElement.GetProperty(member).WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.WrittenMemory).RootElement;
    }
}
