namespace HzFunctions.Local.CitySimulator.Memory;

/// <summary>What an upload was to the city brain.</summary>
internal enum RecordOutcome
{
    /// <summary>A record that it had not yet.</summary>
    Accepted,

    /// <summary>The same record with the same content again.</summary>
    Repeat,

    /// <summary>A known record with other content, which replaces what it had.</summary>
    Revision,

    /// <summary>An application for deduction that was refused. It is noted only.</summary>
    Refused,

    /// <summary>A record that was answered with success, and is not kept all the same. It is noted only.</summary>
    Lost,

    /// <summary>An application for deduction that was cut off before it was accepted. It is noted only.</summary>
    CutOff,
}
