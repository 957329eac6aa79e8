using System.Text.Json;
using HzFunctions.Local.Accounts.Guidance;
using HzFunctions.Local.CarParkSimulator.Guidance;

namespace HzFunctions.Local.Run.Closing;

/// <summary>Asks the gateway, as the city brain does (bookRecord, §4.6.7), how each booking stands that a driver was told of.</summary>
internal sealed class BookingReader(HttpClient gateway, string cityBrainKey, TimeProvider time)
{
    private const int AtOnce = 8;

    private static readonly TimeSpan HeardWithin = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<IReadOnlyList<BookingReading>> ReadAsync(IReadOnlyList<GuidanceLine> lines, CancellationToken cancellation)
    {
        var booked = lines.Where(line => line is { Event: GuidanceEvent.Booked, BookRecordId: not null }).DistinctBy(line => line.BookRecordId).ToList();
        var readings = new BookingReading[booked.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, booked.Count, options, async (index, token) => readings[index] = await ReadAsync(booked[index], token));
        return readings;
    }

    /// <summary>What was written down, once car parks have heard what they were told: that may take a webhook several attempts.</summary>
    public async Task<IReadOnlyList<GuidanceLine>> LinesAsync(string folder, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var lines = GuidanceLedger.Read(folder);
            var heard = lines.Where(line => line.Event == GuidanceEvent.Disturbed).Select(line => line.BookRecordId).ToHashSet();
            if (lines.Where(line => line.Event == GuidanceEvent.Intruded).All(line => heard.Contains(line.BookRecordId)) || time.GetElapsedTime(started) > HeardWithin)
            {
                return lines;
            }

            await Task.Delay(Pause, time, cancellation);
        }
    }

    private async Task<BookingReading> ReadAsync(GuidanceLine booked, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        var driver = new Driver(booked.UserId!);
        var app = new CityBrainApp(gateway, cityBrainKey, booked.ParkingCode, string.Empty, time);
        var answer = await app.AskAsync("bookRecord", either.Token, ("userId", driver.UserId), ("carNum", driver.Plate));
        var found = answer?.Data.FirstOrDefault(record => record.GetProperty("bookRecordId").GetString() == booked.BookRecordId) ?? default;
        return new BookingReading(booked.BookRecordId!, found.ValueKind == JsonValueKind.Object ? found.GetProperty("state").GetInt32() : null);
    }
}
