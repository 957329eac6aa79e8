namespace HzFunctions.EndToEnd;

/// <summary>Tests that bring up the whole system run one after the other: two at a time would only measure each other.</summary>
[CollectionDefinition(Name)]
public sealed class WholeSystem
{
    /// <summary>The collection's name.</summary>
    public const string Name = "the whole system";
}
