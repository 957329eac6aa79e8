namespace HzFunctions.Functions.Tests.Webhooks;

/// <summary>Tests of time limits over real connections run alone: beside others they would measure how busy the machine is.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RealTimeLimits
{
    /// <summary>The collection's name.</summary>
    public const string Name = "real time limits";
}
