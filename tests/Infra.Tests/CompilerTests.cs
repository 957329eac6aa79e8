using HzFunctions.Infra.Tests.Compiler;

namespace HzFunctions.Infra.Tests;

/// <summary>What the real compiler says of the deployment. A wrong type is a warning to it: anything it says fails.</summary>
public sealed class CompilerTests(CompiledDeployment deployment)
{
    private const string Updating = "HZ_UPDATE_SNAPSHOTS";

    [Fact]
    public async Task It_builds_without_a_word() => AssertSilent(await deployment.BuildAsync());

    [Fact]
    public async Task It_and_its_parameters_pass_the_linter_without_a_word() =>
        AssertSilent(await deployment.Compiler.RunAsync("lint", Repository.At("infra", "main.bicepparam")));

    [Fact]
    public async Task Its_parameters_build_from_an_azd_environment() =>
        AssertSilent(await deployment.Compiler.RunAsync("build-params", Repository.At("infra", "main.bicepparam"), "--stdout"));

    [Theory]
    [InlineData(Snapshot.Flex)]
    [InlineData(Snapshot.Premium)]
    public async Task What_it_makes_is_what_the_snapshot_says(string name)
    {
        var mode = Environment.GetEnvironmentVariable(Updating) == "1" ? "overwrite" : "validate";
        var run = await deployment.Compiler.RunAsync(
            "snapshot", Snapshot.PathOf(name, ".bicepparam"), "--mode", mode,
            "--subscription-id", "00000000-0000-0000-0000-000000000001", "--tenant-id", "00000000-0000-0000-0000-000000000002");

        Assert.True(
            run is { ExitCode: 0, Diagnostics: "" },
            $"The deployment has changed. Where that is meant, run this test with {Updating}=1 and commit the snapshot.\n{run.Output}{run.Diagnostics}");
    }

    [Fact]
    public void Every_module_is_used()
    {
        var all = string.Concat(Repository.BicepFiles.Select(File.ReadAllText));

        Assert.All(
            Directory.GetFiles(Repository.At("bicep")).Select(Path.GetFileName),
            file => Assert.Contains(file!, all, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_parameter_is_described_and_said_to_be_required_or_optional()
    {
        foreach (var file in Repository.BicepFiles)
        {
            var lines = File.ReadAllLines(file);
            var bare = Enumerable.Range(0, lines.Length).Where(line => lines[line].StartsWith("param ", StringComparison.Ordinal) && !IsDescribed(lines, line));
            Assert.All(bare, line => Assert.Fail($"{Path.GetFileName(file)}: {lines[line]}"));
        }
    }

    private static bool IsDescribed(string[] lines, int line)
    {
        while (line > 0 && lines[line - 1].StartsWith('@'))
        {
            line--;
            if (lines[line].StartsWith("@description('Required.", StringComparison.Ordinal)
                || lines[line].StartsWith("@description('Optional.", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static void AssertSilent(CompilerRun run)
    {
        Assert.Empty(run.Diagnostics);
        Assert.Equal(0, run.ExitCode);
    }
}
