namespace HzFunctions.Local.CitySimulator.Checks;

/// <summary>A field that breaks its row in the standard's table; what stood in it is left out.</summary>
internal sealed record FieldFault(string Field, string Rule)
{
    public override string ToString() => $"{Field}: {Rule}";
}
