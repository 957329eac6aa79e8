namespace HzFunctions.CityBrain.Catalogue;

/// <summary>Whether a field may be empty (是否为空).</summary>
public enum Requirement
{
    /// <summary>The field may not be empty (不可空).</summary>
    Required,

    /// <summary>The field may be empty (可空).</summary>
    Optional,

    /// <summary>It depends: see <see cref="FieldDefinition.Condition"/>.</summary>
    Conditional,
}
