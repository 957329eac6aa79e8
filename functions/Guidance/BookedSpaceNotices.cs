using System.Buffers;
using System.Text.Json;
using HzFunctions.Functions.Downlinks;

namespace HzFunctions.Functions.Guidance;

/// <summary>Tells a car park that a vehicle stands at a space that is booked for another: once for each booking and vehicle.</summary>
internal sealed class BookedSpaceNotices(CarParkNotices notices, DownlinkStore downlinks)
{
    /// <summary>Tells of it. Whoever dies before this returns has answered nobody, and the word about the vehicle comes again.</summary>
    public async Task TellAsync(BookingRow disturbed, string plate, CancellationToken cancellationToken)
    {
        var identity = $"{DownlinkTopic.BookedSpaceOccupied.Name}|{disturbed.Id.Number}|{GuidanceRows.PlateHash(plate)}";
        var notice = notices.Make(disturbed.Id.Site, DownlinkTopic.BookedSpaceOccupied, Data(disturbed, plate), identity);
        if ((await downlinks.Table.WriteAsync(notice.Rows, cancellationToken).ConfigureAwait(false)).Done)
        {
            await notices.SendAsync(notice).ConfigureAwait(false);
        }
    }

    private static JsonElement Data(BookingRow disturbed, string plate)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, PlainText.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("bookRecordId"u8, disturbed.Id.ToString());
            writer.WriteString("parkSpaceId"u8, disturbed.Space);
            writer.WriteString("carNum"u8, plate);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
