namespace HzFunctions.CityBrain.Client;

/// <summary>A record that the city brain has (§3.3.2 downUID).</summary>
/// <param name="Uid">流水号: the serial number of the stay; null when it was not sent.</param>
/// <param name="RecordId">记录ID: the id of the arrival, departure, photo or bill; null when it was not sent.</param>
public sealed record UploadedRecord(string? Uid, string? RecordId);
