namespace HzFunctions.CityBrain.Validation;

/// <summary>The names of the rules that a field can break, as they stand in answers.</summary>
public static class FieldRule
{
    /// <summary>The field may not be empty (不可空).</summary>
    public const string Required = "required";

    /// <summary>The field must be empty in this situation (此字段为空).</summary>
    public const string Empty = "empty";

    /// <summary>The JSON type must be the declared one (类型).</summary>
    public const string Type = "type";

    /// <summary>The value may not be longer than declared (长度).</summary>
    public const string Length = "length";

    /// <summary>A time must be <c>yyyy-MM-dd HH:mm:ss</c>, a day <c>yyyy-MM-dd</c>, and both of the calendar.</summary>
    public const string Format = "format";

    /// <summary>A code must be one of the data dictionary (数据字典) or of the cell.</summary>
    public const string Code = "code";

    /// <summary>A number must be one that the type and the meaning allow; an amount is not below zero.</summary>
    public const string Range = "range";

    /// <summary>Text must be Unicode without control characters.</summary>
    public const string Text = "text";

    /// <summary>A field may be given only once.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>The field must stand where the table says.</summary>
    public const string Place = "place";

    /// <summary>A photo must be Base64 of a JPEG (§3.1.4).</summary>
    public const string Photo = "photo";

    /// <summary>The wire form must be readable: percent-escapes, UTF-8.</summary>
    public const string Encoding = "encoding";
}
