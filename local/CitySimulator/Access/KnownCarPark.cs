namespace HzFunctions.Local.CitySimulator.Access;

/// <summary>A car park as the city brain has it registered.</summary>
internal sealed record KnownCarPark(string ParkingCode, string ParkingName);
