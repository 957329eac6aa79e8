namespace HzFunctions.CityBrain.Catalogue;

/// <summary>What a field's value must look like beyond its type.</summary>
public enum FieldFormat
{
    /// <summary>Nothing beyond the type.</summary>
    None,

    /// <summary>A China time (UTC+8) as <c>yyyy-MM-dd HH:mm:ss</c>.</summary>
    DateTime,

    /// <summary>A China day as <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>An amount of money in fen (分), not below zero.</summary>
    Amount,

    /// <summary>A number plate (车牌号), which the standard prints with and without a blank inside.</summary>
    Plate,

    /// <summary>Free text that may have several lines (收费标准, 备注).</summary>
    Prose,
}
