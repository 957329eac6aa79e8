namespace HzFunctions.Local.Run.Setup;

/// <summary>How one car park stands with the gateway; pending and refused are counted to 1,000.</summary>
internal sealed record OperationsSite(
    string AccessID, string ParkingCode, int Pending, int Refused, bool Suspended, DateTimeOffset? BackingOffUntil);
