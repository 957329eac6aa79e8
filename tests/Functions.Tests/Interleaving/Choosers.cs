namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>Decides what a world does next.</summary>
internal interface IChooser
{
    /// <summary>The index of the move to make; 0 is what the leaning would have.</summary>
    int Choose(IReadOnlyList<Move> moves);
}

/// <summary>Chooses what a schedule says, and notes between how many moves each choice was.</summary>
internal sealed class ScheduleFollower(Schedule schedule) : IChooser
{
    private readonly List<int> _choices = [];
    private int _next;

    /// <summary>How many moves there were to choose from, each time.</summary>
    public IReadOnlyList<int> Choices => _choices;

    public int Choose(IReadOnlyList<Move> moves)
    {
        _choices.Add(moves.Count);
        if (_next < schedule.Deviations.Count && schedule.Deviations[_next].At == _choices.Count - 1)
        {
            return Math.Min(schedule.Deviations[_next++].Choice, moves.Count - 1);
        }

        return 0;
    }
}

/// <summary>Chooses by chance, the extraordinary seldom, and notes what it chose.</summary>
internal sealed class RandomWalker(int seed) : IChooser
{
    private const double Extraordinary = 0.12;
    private const int MostExtraordinary = 5;

    private readonly Random _chance = new(seed);
    private readonly List<(int At, int Choice)> _deviations = [];
    private int _choices;
    private int _extraordinary;

    /// <summary>The schedule that came of it.</summary>
    public Schedule Schedule => new(_deviations);

    public int Choose(IReadOnlyList<Move> moves)
    {
        var ordinary = moves.TakeWhile(move => move.IsOrdinary).Count();
        var choice = _extraordinary < MostExtraordinary && ordinary < moves.Count && _chance.NextDouble() < Extraordinary
            ? _chance.Next(ordinary, moves.Count)
            : _chance.Next(ordinary);
        if (choice >= ordinary)
        {
            _extraordinary++;
        }

        if (choice != 0)
        {
            _deviations.Add((_choices, choice));
        }

        _choices++;
        return choice;
    }
}
