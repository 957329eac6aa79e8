namespace HzFunctions.Local.CitySimulator.Checks;

/// <summary>A photo's bytes, or what is wrong with it.</summary>
internal sealed record PhotoReading(byte[]? Bytes, FieldFault? Fault)
{
    public static PhotoReading Of(byte[] bytes) => new(bytes, null);

    public static PhotoReading Wrong(string rule) => new(null, new FieldFault("file", rule));
}
