namespace HzFunctions.CityBrain.Catalogue;

/// <summary>How an uplink interface is treated on its way to the city brain.</summary>
public enum UplinkRole
{
    /// <summary>Not an uplink interface.</summary>
    None,

    /// <summary>A fact that has happened: it is journalled, acknowledged and forwarded later.</summary>
    Event,

    /// <summary>Something the car park wants to know: it goes through at once.</summary>
    Question,

    /// <summary>Something that must happen now, as a deduction or a confirmation: it goes through at once.</summary>
    Command,
}
