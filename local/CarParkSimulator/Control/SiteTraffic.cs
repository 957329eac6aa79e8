namespace HzFunctions.Local.CarParkSimulator.Control;

/// <summary>How the events of one car park have fared.</summary>
internal sealed record SiteTraffic(string AccessID, string ParkingCode, int Accepted, int Refused, int Waiting);
