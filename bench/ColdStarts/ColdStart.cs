namespace HzFunctions.Bench.ColdStarts;

/// <summary>One start of a handler process.</summary>
/// <param name="FirstAnswer">From the process's start to the first 200 on <c>GET /</c>.</param>
/// <param name="FirstCarIn">From the process's start to the first accepted car-in, posted right after the first answer.</param>
/// <param name="FromDisk">What had to be fetched from the disk until then, in bytes.</param>
internal sealed record ColdStart(TimeSpan FirstAnswer, TimeSpan FirstCarIn, long FromDisk);
