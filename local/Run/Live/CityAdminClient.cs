using System.Text.Json;
using System.Text.Json.Serialization;
using HzFunctions.Local.CitySimulator.Admin;
using HzFunctions.Local.CitySimulator.Violations;

namespace HzFunctions.Local.Run.Live;

/// <summary>Looks behind the city brain's counter.</summary>
internal sealed class CityAdminClient(HttpClient http)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public async Task<CityStatus> StatusAsync(CancellationToken cancellation) =>
        (await http.GetFromJsonAsync<CityStatus>("/admin/status", Format, cancellation))!;

    /// <summary>The same, of which nothing is said of what was sent down earlier.</summary>
    public async Task<CityStatus> StatusAsync(DateTimeOffset since, CancellationToken cancellation) =>
        (await http.GetFromJsonAsync<CityStatus>($"/admin/status?since={since.UtcDateTime:O}", Format, cancellation))!;

    public async Task<IReadOnlyList<RecordView>> RecordsAsync(CancellationToken cancellation) =>
        (await http.GetFromJsonAsync<List<RecordView>>("/admin/records", Format, cancellation))!;

    public async Task<IReadOnlyList<Violation>> ViolationsAsync(CancellationToken cancellation) =>
        (await http.GetFromJsonAsync<List<Violation>>("/admin/violations", Format, cancellation))!;

    public async Task<IReadOnlyList<DownlinkView>> DownlinksAsync(CancellationToken cancellation) =>
        (await http.GetFromJsonAsync<List<DownlinkView>>("/admin/downlinks", Format, cancellation))!;

    public async Task<IReadOnlyList<BillView>> BillsAsync(CancellationToken cancellation) =>
        (await http.GetFromJsonAsync<List<BillView>>("/admin/bills", Format, cancellation))!;

    public async Task<IReadOnlyList<LossView>> LossesAsync(CancellationToken cancellation) =>
        (await http.GetFromJsonAsync<List<LossView>>("/admin/losses", Format, cancellation))!;

    /// <summary>Orders a fault.</summary>
    public async Task OrderAsync(object fault, CancellationToken cancellation)
    {
        using var response = await http.PostAsJsonAsync("/admin/faults", fault, cancellation);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Ends all faults.</summary>
    public async Task EndFaultsAsync(CancellationToken cancellation)
    {
        using var response = await http.DeleteAsync("/admin/faults", cancellation);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Makes the city brain go away for a while, from now. False when its process cannot be reached for the moment.</summary>
    public async Task<bool> TryGoAwayAsync(TimeSpan length, CancellationToken cancellation)
    {
        var outage = new { kind = "outage", duration = $"{length.TotalMilliseconds:0}ms" };
        try
        {
            using var response = await http.PostAsJsonAsync("/admin/faults", outage, cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
