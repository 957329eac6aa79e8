using System.Globalization;
using HzFunctions.Local.CarParkSimulator.Vehicles;

namespace HzFunctions.Local.CarParkSimulator.Stays;

/// <summary>
/// Draws the stays of one car park. A stay of hours is played within seconds: it lies in the past, ended just now, and its uploads come
/// late, as after a network interruption; so fees and days are as in life, and no time lies ahead of anybody's clock.
/// </summary>
/// <param name="parkingCode">The car park's code, with which each uid begins.</param>
/// <param name="random">Where chance comes from.</param>
/// <param name="takenUids">The uids of stays played before, of which none may come again.</param>
/// <param name="payLater">How many of 100 stays leave first and pay later.</param>
internal sealed class StayDraw(string parkingCode, Random random, IEnumerable<string> takenUids, int payLater = StayDraw.UsuallyPayLater)
{
    /// <summary>How many of 100 stays leave first and pay later, unless said.</summary>
    public const int UsuallyPayLater = 25;

    private const double LeastMinutes = 1;
    private const double MostMinutesMore = 700;

    private static readonly TimeSpan LeftWithin = TimeSpan.FromSeconds(20);

    /// <summary>How long before now the longest stay can have begun.</summary>
    public static TimeSpan Longest { get; } = Tariff.FreeTime + TimeSpan.FromMinutes(LeastMinutes + MostMinutesMore) + LeftWithin;

    private readonly HashSet<string> _taken = takenUids.ToHashSet(StringComparer.Ordinal);

    public Stay Next(DateTimeOffset now)
    {
        var leftAt = now - TimeSpan.FromMilliseconds(random.Next((int)LeftWithin.TotalMilliseconds));
        var kind = DrawKind();
        var length = DrawLength(kind);
        var chargeFee = kind == StayKind.Monthly ? 0 : Tariff.Charge(length);
        var (entry, uid, arrivedAt) = DrawArrival(leftAt - length);
        return new Stay
        {
            Uid = uid,
            Plate = PlateDraw.Next(random),
            Kind = kind,
            EntryNum = entry,
            OutNum = Lane(),
            ArrivedAt = arrivedAt,
            LeftAt = leftAt,
            PaidAt = chargeFee == 0 ? null : DrawPayment(kind, leftAt),
            ChargeFee = chargeFee,
            Discount = random.Next(5) == 0 ? Math.Min(chargeFee, 300) : 0,
        };
    }

    // Who leaves first owes something: nobody applies for a bill of nothing.
    private TimeSpan DrawLength(StayKind kind) =>
        (kind == StayKind.PaidLater ? Tariff.FreeTime : TimeSpan.FromMinutes(20)) + TimeSpan.FromMinutes(LeastMinutes + (MostMinutesMore * Math.Pow(random.NextDouble(), 3)));

    private StayKind DrawKind() => random.Next(100) < payLater ? StayKind.PaidLater : random.Next(100) switch
    {
        < 55 => StayKind.PaidAtExit,
        < 75 => StayKind.PaidInAdvance,
        < 85 => StayKind.NeverPaid,
        _ => StayKind.Monthly,
    };

    private DateTimeOffset? DrawPayment(StayKind kind, DateTimeOffset leftAt) => kind switch
    {
        StayKind.PaidAtExit => leftAt - TimeSpan.FromSeconds(random.Next(2, 30)),
        StayKind.PaidInAdvance => leftAt - TimeSpan.FromSeconds(random.Next(60, 600)),
        _ => null,
    };

    private (string Entry, string Uid, DateTimeOffset ArrivedAt) DrawArrival(DateTimeOffset about)
    {
        var entry = Lane();
        while (true)
        {
            var uid = parkingCode + entry + about.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);
            if (_taken.Add(uid))
            {
                return (entry, uid, about);
            }

            about -= TimeSpan.FromMilliseconds(1);
        }
    }

    private string Lane() => $"0{random.Next(1, 4)}";
}
