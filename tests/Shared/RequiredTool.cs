namespace HzFunctions.Tests.Shared;

/// <summary>
/// A program that a test needs and that not every machine has. Where it is missing the test is skipped and says so; where
/// <c>HZ_REQUIRE_TOOLS=1</c> is set, as in CI, it fails: a skipped test proves nothing.
/// </summary>
internal static class RequiredTool
{
    private const string Requiring = "HZ_REQUIRE_TOOLS";

    /// <summary>The path of a program that can be called by its name.</summary>
    public static string Find(string name)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var path = folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        Require(path is not null, $"{name} is not installed.");
        return path!;
    }

    /// <summary>Skips the test, or fails it, when something it needs is not there.</summary>
    public static void Require(bool isThere, string reason)
    {
        if (Environment.GetEnvironmentVariable(Requiring) == "1")
        {
            Assert.True(isThere, $"{reason} ({Requiring}=1)");
        }

        Assert.SkipUnless(isThere, reason);
    }
}
