using System.ComponentModel.DataAnnotations;

namespace HzFunctions.Functions.Retention;

/// <summary>How long things are kept (setting section <c>Retention</c>).</summary>
internal sealed class RetentionOptions
{
    /// <summary>Events, bills, messages, reconciliations and bookings, in days.</summary>
    [Range(30, 3650)]
    public int JournalDays { get; set; } = 400;

    /// <summary>Photos, in days.</summary>
    [Range(8, 3650)]
    public int PhotoDays { get; set; } = 90;

    /// <summary>Orchestrations that have ended, in days from their beginning.</summary>
    [Range(1, 365)]
    public int InstanceDays { get; set; } = 32;

    /// <summary>The daily exports of the tables, in days; 0: there are none.</summary>
    [Range(0, 3650)]
    public int ExportDays { get; set; } = 30;

    /// <summary>What one run removes of each kind at most: of each car park, of all photos, of all orchestrations.</summary>
    [Range(1, 10_000)]
    public int StepsPerRun { get; set; } = 500;
}
