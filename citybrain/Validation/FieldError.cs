namespace HzFunctions.CityBrain.Validation;

/// <summary>
/// One rule that one field breaks. Never holds the text of a field, only its kind and length; short codes and numbers of
/// dictionary fields may appear.
/// </summary>
/// <param name="Field">The field as its table names it, with <c>params.</c> before it where it stands in there.</param>
/// <param name="Rule">The rule: one of <see cref="FieldRule"/>.</param>
/// <param name="Found">What was found instead.</param>
public sealed record FieldError(string Field, string Rule, string Found)
{
    /// <summary>The error as a sentence, as <c>plateColor: 9 is not in 1..5 (车牌颜色)</c>.</summary>
    public string Message { get => field ?? $"{Field}: {Found} ({Rule})"; init; }
}
