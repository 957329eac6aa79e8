using System.Reflection;

namespace HzFunctions.Infra.Tests;

/// <summary>The files of this repository.</summary>
internal static class Repository
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>All Bicep files of the deployment.</summary>
    public static IReadOnlyList<string> BicepFiles { get; } =
        [.. Directory.GetFiles(At("bicep"), "*.bicep").Append(At("infra", "main.bicep")).Order(StringComparer.Ordinal)];

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(At(parts));

    /// <summary>What the project file tells this assembly.</summary>
    public static string Metadata(string key) => typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
