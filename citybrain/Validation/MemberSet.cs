using System.Text.Json;

namespace HzFunctions.CityBrain.Validation;

/// <summary>The members of one JSON object, sorted by the fields of its table. Reused from request to request.</summary>
internal sealed class MemberSet
{
    private readonly HashSet<string> _extraNames = new(StringComparer.Ordinal);
    private JsonElement[] _values = [];
    private JsonElement[] _valuesByOtherName = [];

    /// <summary>The members that no table knows.</summary>
    public List<KeyValuePair<string, JsonElement>> Extras { get; } = [];

    /// <summary>The object's member <c>params</c>, where the table has one.</summary>
    public JsonElement Params { get; set; }

    public JsonElement this[int field] => _values[field];

    public void Begin(int fields)
    {
        if (_values.Length < fields)
        {
            _values = new JsonElement[fields];
            _valuesByOtherName = new JsonElement[fields];
        }
    }

    public bool TryAdd(int field, JsonElement value) => TrySet(ref _values[field], value);

    public bool TryAddByOtherName(int field, JsonElement value) => TrySet(ref _valuesByOtherName[field], value);

    public bool TryAddExtra(string name, JsonElement value)
    {
        Extras.Add(new(name, value));
        return _extraNames.Add(name);
    }

    public bool TryAddParams(JsonElement value)
    {
        var isFirst = Params.ValueKind == JsonValueKind.Undefined;
        Params = value;
        return isFirst;
    }

    /// <summary>Takes what came under an example's name for the field; where both came, the table's name wins.</summary>
    public void SettleOtherNames(FieldTable table)
    {
        for (var field = 0; field < table.Checks.Length; field++)
        {
            var other = _valuesByOtherName[field];
            if (other.ValueKind != JsonValueKind.Undefined && !TryAdd(field, other))
            {
                Extras.Add(new(table.OtherName(field), other));
            }
        }
    }

    /// <summary>Forgets everything, so that no request's document outlives it.</summary>
    public void Clear()
    {
        Array.Clear(_values);
        Array.Clear(_valuesByOtherName);
        Extras.Clear();
        _extraNames.Clear();
        Params = default;
    }

    private static bool TrySet(ref JsonElement place, JsonElement value)
    {
        if (place.ValueKind != JsonValueKind.Undefined)
        {
            return false;
        }

        place = value;
        return true;
    }
}
