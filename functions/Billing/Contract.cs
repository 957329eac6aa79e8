using System.Text.Json;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Billing;

/// <summary>A vehicle's contract (签约信息), as the city brain has sent it down during this stay (§3.2.1).</summary>
/// <param name="NoSense">0 not contracted, 1 contracted, 2 contracted with overdue bills.</param>
/// <param name="MoneyLimit">签约额度, in fen.</param>
/// <param name="DeparturePay">0 pays first, 1 leaves first, 2 and 3 P+R card.</param>
internal sealed record Contract(long NoSense, long MoneyLimit, long DeparturePay)
{
    private const long CarHasLeft = 1;
    private const long CarIsInside = 0;

    /// <summary>True when the city brain has promised to pay such a bill: the car may leave although nobody answers.</summary>
    public bool VouchesFor(long shouldPay) => NoSense == 1 && DeparturePay == 1 && shouldPay <= MoneyLimit;

    /// <summary>What speaks against applying for a bill (R37, R39, R40, R42): where the car park is so set, it is refused for it.</summary>
    public IEnumerable<string> Objections(BillApplication bill)
    {
        if (NoSense is 0 or 2)
        {
            yield return NoSense == 0
                ? "noSense: 0, the vehicle is not contracted (未签约)"
                : "noSense: 2, the vehicle is contracted and has overdue bills (已签约有欠费)";
        }

        if (bill.ShouldPay > MoneyLimit)
        {
            yield return "shouldPay: is above the moneyLimit of the contract (签约额度)";
        }

        if (DeparturePay == 0 && CarStock(bill) == CarHasLeft)
        {
            yield return "departurePay: 0, the vehicle does not support leave-first-pay-later (先付费后离场)";
        }
    }

    /// <summary>What is merely worth knowing (R43 to R45, R49).</summary>
    public IEnumerable<string> Remarks(BillApplication bill)
    {
        if (DeparturePay is 2 or 3)
        {
            yield return DeparturePay == 2
                ? "departurePay: 2, P+R physical card, swiped offline; the Citizen Card pays first (实体卡P+R，市民卡优先)"
                : "departurePay: 3, P+R virtual card; the Citizen Card pays first (虚拟卡P+R，市民卡优先)";
        }

        if (DeparturePay == 1 && CarStock(bill) == CarIsInside)
        {
            yield return "carStock: 0, but the vehicle supports leave-first-pay-later: 1 is expected (车辆在场状态)";
        }

        if (DeparturePay == 0 && NoSense == 1 && CarStock(bill) == CarHasLeft)
        {
            yield return "carStock: 1, but the vehicle pays before it leaves: 0 is expected (车辆在场状态)";
        }
    }

    private static long CarStock(BillApplication bill) => bill.Fields.GetProperty("carStock").GetInt64();
}

/// <summary>Finds the contract of a vehicle that wants to leave.</summary>
internal sealed class Contracts(FactStore facts, EventJournal journal)
{
    /// <summary>What was sent down since the arrival of this stay; null where that is nothing.</summary>
    public async Task<Contract?> FindAsync(SiteEntry site, BillApplication bill, CancellationToken cancellationToken)
    {
        if (Vehicle.Of(bill.Fields) is not { } vehicle
            || await facts.FindAsync(site.Site, DownlinkRows.DeparturePayInfo(vehicle), cancellationToken).ConfigureAwait(false) is not { } told
            || await journal.FindArrivalAsync(site.Site, bill.Uid, cancellationToken).ConfigureAwait(false) is not { } arrival)
        {
            return null;
        }

        return told.ReceivedAt < arrival.AcceptedAt ? null : Read(told.Data);
    }

    private static Contract Read(string data)
    {
        using var document = JsonDocument.Parse(data);
        return new Contract(Number(document.RootElement, "noSense"), Number(document.RootElement, "moneyLimit"), Number(document.RootElement, "departurePay"));
    }

    private static long Number(JsonElement data, string name) => data.GetProperty(name).GetInt64();
}
