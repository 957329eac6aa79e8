namespace HzFunctions.Functions.Heartbeats;

/// <summary>How far two clocks are from the city brain's (R71): above zero where they are ahead. The standard's times have whole seconds.</summary>
/// <param name="CarPark">The car park's clock.</param>
/// <param name="Own">This handler's clock.</param>
internal sealed record ClockDrift(TimeSpan CarPark, TimeSpan Own)
{
    // A time of whole seconds lies half a second back on average.
    private static readonly TimeSpan HalfASecond = TimeSpan.FromSeconds(0.5);

    /// <summary>Measures both by one heartbeat. The city brain is taken to have looked at its clock in the middle of the call.</summary>
    /// <param name="carParkTime">uploadTime: what the car park's clock showed when it sent.</param>
    /// <param name="cityBrainTime">srvTime: what the city brain's clock showed.</param>
    /// <param name="calledAt">When the call began, by our own clock: the heartbeat came then.</param>
    /// <param name="answeredAt">When its answer was there, by our own clock.</param>
    public static ClockDrift Measure(DateTimeOffset carParkTime, DateTimeOffset cityBrainTime, DateTimeOffset calledAt, DateTimeOffset answeredAt)
    {
        var own = calledAt + ((answeredAt - calledAt) / 2) - (cityBrainTime + HalfASecond);
        return new ClockDrift(carParkTime + HalfASecond - (calledAt - own), own);
    }
}
