namespace HzFunctions.Local.CitySimulator.Checks;

/// <summary>How a field writes a time (R33).</summary>
internal enum TimeForm
{
    None,
    DateTime,
    Date,
}
