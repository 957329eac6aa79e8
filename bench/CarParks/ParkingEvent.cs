namespace HzFunctions.Bench.CarParks;

/// <summary>A request body and the interface that it is for.</summary>
internal sealed record ParkingEvent(string Interface, byte[] Body);
