using System.Reflection;

namespace HzFunctions.Local;

/// <summary>Where this program was built: it is a development tool and runs from a clone of the repository.</summary>
internal static class RepositoryFolder
{
    /// <summary>The top of the repository.</summary>
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The build configuration of this program, and so of the function app beside it.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    private static string Metadata(string key) =>
        typeof(RepositoryFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(found => found.Key == key).Value!;
}
