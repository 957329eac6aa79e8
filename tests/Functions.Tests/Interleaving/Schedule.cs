using System.Globalization;

namespace HzFunctions.Functions.Tests.Interleaving;

/// <summary>
/// What happens in a world: where it differs from the leaning, by the number of the choice and of what is chosen. Written
/// <c>17:2 31:1</c>, so that a schedule that failed can be run again.
/// </summary>
internal sealed class Schedule(IReadOnlyList<(int At, int Choice)> deviations)
{
    /// <summary>As the leaning has it.</summary>
    public static readonly Schedule Default = new([]);

    public IReadOnlyList<(int At, int Choice)> Deviations => deviations;

    public static Schedule Parse(string text) => new(text
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(deviation => deviation.Split(':'))
        .Select(parts => (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture)))
        .ToList());

    public override string ToString() =>
        string.Join(' ', deviations.Select(deviation => string.Create(CultureInfo.InvariantCulture, $"{deviation.At}:{deviation.Choice}")));

    /// <summary>One more deviation, after all others.</summary>
    public Schedule With(int at, int choice) => new([.. deviations, (at, choice)]);

    /// <summary>Follows this schedule through a world.</summary>
    public ScheduleFollower Follow() => new(this);
}
