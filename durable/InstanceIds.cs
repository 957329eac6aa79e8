namespace HzFunctions.Durable;

/// <summary>The rules for instance ids. The host accepts some ids that it then never runs, so they are checked before.</summary>
internal static class InstanceIds
{
    private const int Longest = 256;
    private const string Forbidden = @"/\#?";

    /// <exception cref="ArgumentException">The id breaks a rule; the message names it.</exception>
    public static void Check(string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        if (instanceId.Length > Longest)
        {
            throw new ArgumentException($"An instance id has at most {Longest} characters; this one has {instanceId.Length}.", nameof(instanceId));
        }

        if (instanceId[0] == '@')
        {
            throw new ArgumentException("An instance id must not begin with '@': those are entities.", nameof(instanceId));
        }

        if (instanceId.Any(character => char.IsControl(character) || Forbidden.Contains(character, StringComparison.Ordinal)))
        {
            throw new ArgumentException($"An instance id must not have control characters or any of {Forbidden}", nameof(instanceId));
        }
    }
}
