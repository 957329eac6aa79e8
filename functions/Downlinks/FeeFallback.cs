using System.Text.Json;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Downlinks;

/// <summary>
/// What goes up when a car park does not say in time what a vehicle owes (uploadFee, §3.2.6): success is false, and with it what the
/// journal knows of the stay. Where the table wants a value and nobody knows one: an empty text, or 0 (docs/standard-notes.md).
/// </summary>
internal sealed class FeeFallback(DownlinkFields fields, OpenStays stays)
{
    public async Task<string> WriteAsync(DownlinkRow question, SiteEntry site, CancellationToken cancellationToken)
    {
        var data = fields.Read(question.Key.Topic, question.Data);
        var vehicle = Vehicle.Of(data);
        var stay = vehicle is null ? null : await stays.FindAsync(site.Site, vehicle.Value, cancellationToken).ConfigureAwait(false);
        return ConfirmationPayload.Write(question.Key.RequestId, success: false, writer => Write(writer, data, site, stay));
    }

    private static void Write(Utf8JsonWriter writer, JsonElement data, SiteEntry site, OpenStay? stay)
    {
        writer.WriteStartObject();
        writer.WriteString("parkingCode"u8, site.ParkingCode);
        writer.WritePropertyName("plateNo"u8);
        data.GetProperty("plateNo").WriteTo(writer);
        writer.WritePropertyName("plateColor"u8);
        data.GetProperty("plateColor").WriteTo(writer);
        writer.WriteString("arriveTime"u8, stay?.ArriveTime ?? string.Empty);
        writer.WriteString("endTime"u8, string.Empty);
        writer.WriteString("billID"u8, string.Empty);
        writer.WriteString("billTime"u8, string.Empty);
        writer.WriteNumber("shouldPay"u8, 0);
        writer.WriteString("uid"u8, stay?.Uid ?? string.Empty);
        writer.WriteNumber("payStatus"u8, 0);
        writer.WriteEndObject();
    }
}
