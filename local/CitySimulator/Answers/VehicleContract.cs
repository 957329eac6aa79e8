using System.Security.Cryptography;
using System.Text;

namespace HzFunctions.Local.CitySimulator.Answers;

/// <summary>
/// What a driver has agreed with the city (签约信息). Nobody tells the simulator who is contracted, so the plate decides: the same
/// vehicle has the same contract in every run.
/// </summary>
/// <param name="NoSense">0 not contracted, 1 contracted.</param>
/// <param name="MoneyLimit">The limit in fen.</param>
/// <param name="DeparturePay">0 pay first, 1 leave first, 3 P+R virtual card.</param>
internal sealed record VehicleContract(int NoSense, int MoneyLimit, int DeparturePay)
{
    public static VehicleContract Of(string plateNo) => (SHA256.HashData(Encoding.UTF8.GetBytes(plateNo))[0] % 10) switch
    {
        < 2 => new VehicleContract(0, 0, 0),
        < 4 => new VehicleContract(1, 5_000, 0),
        9 => new VehicleContract(1, 20_000, 3),
        _ => new VehicleContract(1, 20_000, 1),
    };
}
