namespace HzFunctions.Local.FunctionsHost.Invocation;

/// <summary>
/// What a handler answers, as Newtonsoft reads it by its defaults: member names in any case, texts that look like ISO dates
/// become dates.
/// </summary>
internal sealed class HandlerAnswer
{
    /// <summary>A value for each output binding, by its exact name; null when there was no such member.</summary>
    public IDictionary<string, object?>? Outputs { get; set; }

    /// <summary>Lines for the log, written after the fact.</summary>
    public IList<string>? Logs { get; set; }

    /// <summary>The value for $return, or for activities.</summary>
    public object? ReturnValue { get; set; }
}
