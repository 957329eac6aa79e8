using System.Globalization;
using HzFunctions.Local.CitySimulator.Bills;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.Tests.CitySimulator;

/// <summary>Finds bills for which the city brain has a certain plan.</summary>
internal static class PlannedBills
{
    public static readonly Site Site = new(CityUnderTest.First, "1001");

    public static string Id(BillOutcome outcome, AnswerFate fate = AnswerFate.Given, bool? isSentDown = null) =>
        Ids().First(id => PlanOf(id) is var plan
            && (plan.Outcome, plan.FirstAnswer) == (outcome, fate)
            && (isSentDown is null || plan.IsSentDown == isSentDown));

    public static BillPlan PlanOf(string id) => BillPlan.Of(Site, id, BillDeadlines.Standard);

    public static IEnumerable<string> Ids() => Enumerable.Range(1, 10_000).Select(number => $"B-{number.ToString(CultureInfo.InvariantCulture)}");
}
