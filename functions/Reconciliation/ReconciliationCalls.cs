using System.Buffers;
using System.Text;
using System.Text.Json;
using HzFunctions.CityBrain;
using HzFunctions.CityBrain.Catalogue;
using HzFunctions.CityBrain.Client;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Uplink;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>Asks the city brain about a day.</summary>
internal sealed class ReconciliationCalls(IDirectCalls calls, SiteDirectory sites, StandardCatalogue catalogue, TimeProvider time)
{
    private static readonly CityBrainAnswer NoSite = new(AnswerOutcome.NothingAnswered, null, "the car park is not registered", null, TimeSpan.Zero);

    /// <summary>停车记录日对账 (§3.3.1).</summary>
    public Task<CityBrainAnswer> CheckAsync(SiteId site, DateOnly day, DayCounts counts, CancellationToken cancellationToken) => CallAsync(
        site,
        "uploadCheckRecord",
        data =>
        {
            data.WriteString("checkDate"u8, ChinaTime.FormatDay(day));
            data.WriteNumber("arriveNum"u8, counts.ArriveNum);
            data.WriteNumber("leaveNum"u8, counts.LeaveNum);
            data.WriteNumber("photoNum"u8, counts.PhotoNum);
            data.WriteNumber("payNum"u8, counts.PayNum);
            data.WriteNumber("payTotal"u8, counts.PayTotal);
            data.WriteString("uploadTime"u8, Now);
        },
        cancellationToken);

    /// <summary>停车记录流水号下载 (§3.3.2).</summary>
    public Task<CityBrainAnswer> ListAsync(SiteId site, DateOnly day, DayPart part, CancellationToken cancellationToken) => CallAsync(
        site,
        "downUID",
        data =>
        {
            data.WriteString("accountDate"u8, ChinaTime.FormatDay(day));
            data.WriteNumber("type"u8, part.Type);
            data.WriteString("uploadTime"u8, Now);
        },
        cancellationToken);

    /// <summary>先离后缴账单按天对账 (§3.2.11); of all vehicles.</summary>
    public Task<CityBrainAnswer> BillsAsync(SiteId site, DateOnly day, CancellationToken cancellationToken) =>
        CallAsync(site, "checkDailyBill", data => data.WriteString("checkBillTime"u8, ChinaTime.FormatDay(day)), cancellationToken);

    private string Now => ChinaTime.Format(time.GetUtcNow());

    private async Task<CityBrainAnswer> CallAsync(SiteId site, string interfaceName, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) =>
        await sites.FindSiteAsync(site, cancellationToken).ConfigureAwait(false) is { } entry
            ? await calls.CallAsync(entry.AccessId, catalogue.Find(interfaceName)!, Payload(entry.ParkingCode, write), cancellationToken).ConfigureAwait(false)
            : NoSite;

    private static string Payload(string parkingCode, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Downlinks.PlainText.Options))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("data"u8);
            writer.WriteString("parkingCode"u8, parkingCode);
            write(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
