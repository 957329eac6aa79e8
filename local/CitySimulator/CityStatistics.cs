namespace HzFunctions.Local.CitySimulator;

/// <summary>Counts since this process started.</summary>
internal sealed class CityStatistics(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, long> _answers = new(StringComparer.Ordinal);
    private long _requests;
    private DateTimeOffset? _lastRequestAt;

    public void NoteRequest()
    {
        lock (_gate)
        {
            _requests++;
            _lastRequestAt = time.GetUtcNow();
        }
    }

    public void NoteAnswer(string resultCode)
    {
        lock (_gate)
        {
            _answers[resultCode] = _answers.GetValueOrDefault(resultCode) + 1;
        }
    }

    public (long Requests, DateTimeOffset? LastRequestAt, IReadOnlyDictionary<string, long> Answers) Read()
    {
        lock (_gate)
        {
            return (_requests, _lastRequestAt, new Dictionary<string, long>(_answers));
        }
    }
}
