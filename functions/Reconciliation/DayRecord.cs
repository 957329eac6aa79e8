using HzFunctions.Functions.Journal;

namespace HzFunctions.Functions.Reconciliation;

/// <summary>A record of a day.</summary>
/// <param name="Entry">What the index knows of it.</param>
/// <param name="IsDeadLetter">Whether the city brain has refused it.</param>
internal readonly record struct DayRecord(DayEntry Entry, bool IsDeadLetter)
{
    /// <summary>Whether the city brain should have it.</summary>
    public bool Counts => !IsDeadLetter && !Entry.IsDiscarded;
}
