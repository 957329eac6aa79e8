namespace HzFunctions.CityBrain.Validation;

/// <summary>What validation cannot know from the standard alone, because it depends on the car park.</summary>
public sealed record ValidationSettings
{
    /// <summary>
    /// True for a car park with several exits that supports ETC: outNum (出口编号) of applyPayment may then not be empty
    /// (§3.2.4).
    /// </summary>
    public bool SeveralExitsWithEtc { get; init; }
}
