namespace HzFunctions.CityBrain.Validation;

/// <summary>What validation says of a request.</summary>
/// <param name="Errors">Everything that is wrong with it, in the order of the table; empty when it may go up.</param>
/// <param name="Json">
/// What goes up: <c>{"data":{…}}</c> with the table's fields in the table's order, then the others unchanged; null when there
/// are errors.
/// </param>
public sealed record ValidationResult(IReadOnlyList<FieldError> Errors, string? Json)
{
    /// <summary>True when the request may go up.</summary>
    public bool IsValid => Json is not null;
}
