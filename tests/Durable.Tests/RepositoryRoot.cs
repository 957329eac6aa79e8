using System.Reflection;

namespace HzFunctions.Durable.Tests;

/// <summary>The folder that this project was built in.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = typeof(RepositoryRoot).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == nameof(RepositoryRoot)).Value!;
}
