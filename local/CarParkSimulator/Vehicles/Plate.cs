namespace HzFunctions.Local.CarParkSimulator.Vehicles;

/// <summary>A number plate (车牌) and its colour code: 1 blue, 2 yellow, 3 white, 4 black, 5 green.</summary>
internal sealed record Plate(string Number, int Color);
