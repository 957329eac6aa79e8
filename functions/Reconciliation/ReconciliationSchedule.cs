using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using HzFunctions.CityBrain;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>When a car park's days are reconciled: each night from 01:00 in China, spread by the car park's key.</summary>
internal sealed class ReconciliationSchedule(ReconciliationOptions options)
{
    /// <summary>How many days back a night looks.</summary>
    public const int DaysBack = 7;

    private static readonly TimeSpan FirstHour = TimeSpan.FromHours(1);

    /// <summary>The night that began last for a car park, named by the day on whose morning it is, and when it began.</summary>
    public (DateOnly Night, DateTimeOffset Began) NightOf(SiteId site, DateTimeOffset now)
    {
        var today = ChinaTime.BusinessDay(now);
        var begins = BeginningOf(today, site);
        return begins <= now ? (today, begins) : (today.AddDays(-1), BeginningOf(today.AddDays(-1), site));
    }

    /// <summary>When a car park's night begins.</summary>
    public DateTimeOffset BeginningOf(DateOnly night, SiteId site) => ChinaTime.StartOf(night) + FirstHour + SpreadOf(site);

    private TimeSpan SpreadOf(SiteId site)
    {
        var hash = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(site.Value)));
        return options.SpreadMinutes == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(hash % (options.SpreadMinutes * 60));
    }
}
