namespace HzFunctions.Local.CitySimulator.Memory;

/// <summary>What an accepted upload was to the city brain.</summary>
internal enum RecordOutcome
{
    /// <summary>A record that it had not yet.</summary>
    Accepted,

    /// <summary>The same record with the same content again.</summary>
    Repeat,

    /// <summary>A known record with other content, which replaces what it had.</summary>
    Revision,
}
