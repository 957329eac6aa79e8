using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.CityBrain.Validation;

/// <summary>Collects the errors of one request, in words that never give a field's text away.</summary>
internal sealed class ErrorList
{
    // A body of nothing but nonsense is described well enough by this many errors.
    private const int Limit = 64;

    private readonly List<FieldError> _errors = [];

    public bool IsEmpty => _errors.Count == 0;

    public FieldError[] ToArray() => [.. _errors];

    public void Clear() => _errors.Clear();

    public void Add(string field, string rule, string found, string sentence, string? titleZh = null)
    {
        if (_errors.Count < Limit)
        {
            var title = titleZh is null ? "" : $" ({titleZh})";
            _errors.Add(new FieldError(field, rule, found) { Message = $"{field}: {found} {sentence}{title}" });
        }
    }

    public void Required(FieldCheck check, string found, string because) =>
        Add(check.Path, FieldRule.Required, found, $"where a value is required{because}", check.TitleZh);

    public void MustBeEmpty(FieldCheck check, string found) =>
        Add(check.Path, FieldRule.Empty, found, "where nothing may stand while payStatus is 0", check.TitleZh);

    public void WrongType(FieldCheck check, string found) =>
        Add(check.Path, FieldRule.Type, found, $"is no {check.Definition.Type}", check.TitleZh);

    public void TooLong(FieldCheck check, string found, int length) =>
        Add(check.Path, FieldRule.Length, found, $"is longer than {length}", check.TitleZh);

    public void NotInRange(FieldCheck check, string found, string sentence) =>
        Add(check.Path, FieldRule.Range, found, sentence, check.TitleZh);

    public void NoCode(FieldCheck check, string found, CodeDictionary codes) =>
        Add(check.Path, FieldRule.Code, found, $"is not in {codes.Range}", check.TitleZh);

    public void NoTime(FieldCheck check, string found) =>
        Add(check.Path, FieldRule.Format, found, "is no time yyyy-MM-dd HH:mm:ss", check.TitleZh);

    public void NoDay(FieldCheck check, string found) =>
        Add(check.Path, FieldRule.Format, found, "is no day yyyy-MM-dd", check.TitleZh);

    public void NoText(FieldCheck check, string found) =>
        Add(check.Path, FieldRule.Text, found, "is no text", check.TitleZh);

    public void Duplicate(string path) =>
        Add(path, FieldRule.Duplicate, "more than one value", "where only one may stand");
}
