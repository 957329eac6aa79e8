namespace HzFunctions.Local.Records;

/// <summary>One car park of one access: parkingCode is unique only within its own system (§3.1.1).</summary>
internal readonly record struct Site(string AccessID, string ParkingCode)
{
    public override string ToString() => $"{AccessID}/{ParkingCode}";
}
