using System.Text.Json;

namespace HzFunctions.CityBrain.Client;

/// <summary>The contract of a vehicle (签约信息, §3.2.3 getDeparturePayInfo). A member that is missing or unreadable is null.</summary>
/// <param name="NoSense">签约信息: 0 not contracted, 1 contracted without overdue bills, 2 contracted with overdue bills.</param>
/// <param name="MoneyLimit">签约额度: above this amount due, in fen, leaving before paying is not allowed.</param>
/// <param name="DeparturePay">先离场后付费: 0 not supported, 1 supported, 2 physical P+R card, 3 virtual P+R card.</param>
public sealed record DeparturePayInfoAnswer(long? NoSense, long? MoneyLimit, long? DeparturePay)
{
    /// <summary>Reads an answer.</summary>
    public static DeparturePayInfoAnswer Read(JsonElement body) =>
        new(body.WholeNumber("noSense"), body.WholeNumber("moneyLimit"), body.WholeNumber("departurePay"));
}
