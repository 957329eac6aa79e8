using System.Diagnostics.CodeAnalysis;

namespace HzFunctions.CityBrain.Catalogue;

/// <summary>The JSON type that a table of the standard declares for a field (类型).</summary>
[SuppressMessage("Naming", "CA1720", Justification = "These are the names that the standard's tables print.")]
public enum FieldType
{
    /// <summary>A JSON string.</summary>
    String,

    /// <summary>A JSON number without fraction, 32 bits.</summary>
    Int,

    /// <summary>A JSON number without fraction, 64 bits.</summary>
    Long,

    /// <summary>A JSON number.</summary>
    Double,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,
}
