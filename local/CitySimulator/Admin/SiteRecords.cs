namespace HzFunctions.Local.CitySimulator.Admin;

/// <summary>How many event records the city brain has of one car park.</summary>
internal sealed record SiteRecords(string AccessID, string ParkingCode, int Events);
