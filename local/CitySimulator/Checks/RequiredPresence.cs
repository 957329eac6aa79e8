namespace HzFunctions.Local.CitySimulator.Checks;

/// <summary>Whether a field has to hold something in this request.</summary>
internal enum RequiredPresence
{
    Filled,
    Empty,
    Either,
}
