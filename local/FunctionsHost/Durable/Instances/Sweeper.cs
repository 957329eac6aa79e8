using HzFunctions.Local.FunctionsHost.Durable.Storage;

namespace HzFunctions.Local.FunctionsHost.Durable.Instances;

/// <summary>Collects the rows of an instance that mean nothing any more, and deletes them when there are many.</summary>
internal sealed class Sweeper(string partition, InstanceServices services)
{
    private const int Many = 80;

    private readonly Lock _gate = new();
    private readonly List<RowName> _turns = [];
    private List<RowName> _rows = [];

    public void Add(IEnumerable<RowName> rows)
    {
        lock (_gate)
        {
            _rows.AddRange(rows);
        }
    }

    /// <summary>Notes a turn that counts.</summary>
    public void AddTurn(RowName turn)
    {
        lock (_gate)
        {
            _turns.Add(turn);
        }
    }

    /// <summary>A new execution has begun: the turns up to a generation no longer count.</summary>
    public void Replace(int generation)
    {
        lock (_gate)
        {
            _rows.AddRange(_turns.Where(turn => turn.Generation <= generation));
            _turns.RemoveAll(turn => turn.Generation <= generation);
        }
    }

    public Task SweepAsync()
    {
        List<RowName> rows;
        lock (_gate)
        {
            if (_rows.Count < Many)
            {
                return Task.CompletedTask;
            }

            rows = _rows;
            _rows = [];
        }

        return services.History.SweepAsync(partition, rows, services.Stopping);
    }
}
