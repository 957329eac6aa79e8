namespace HzFunctions.CityBrain.Validation;

/// <summary>What <see cref="PhotoFile"/> makes of the field <c>file</c>.</summary>
/// <param name="Jpeg">The picture's bytes; null when there are errors.</param>
/// <param name="Errors">What is wrong with it; empty when it may go up.</param>
public sealed record PhotoReading(byte[]? Jpeg, IReadOnlyList<FieldError> Errors);
