using System.Collections.Concurrent;
using HzFunctions.Local.Processes;
using HzFunctions.Local.Tests.Conditions;

namespace HzFunctions.Local.Tests.Processes;

public sealed class GuardedProcessTests : IDisposable
{
    private static readonly TimeSpan LongGrace = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<OutputLine> _lines = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_process_id_is_the_command_s_own()
    {
        await using var process = Start("echo $$; exec sleep 600");

        await Eventually.IsTrueAsync(() => !_lines.IsEmpty);

        Assert.Equal(new OutputLine($"{process.ProcessId}", IsError: false), _lines.Single());
    }

    [Fact]
    public async Task An_exit_code_and_the_last_lines_are_there_when_it_ends()
    {
        await using var process = Start("echo said; echo complained >&2; exit 7");

        var exit = await process.Exited;

        Assert.Equal((7, null, process.ProcessId), (exit.ExitCode, exit.Signal, exit.ProcessId));
        Assert.Equivalent(new[] { new OutputLine("said", false), new OutputLine("complained", true) }, _lines);
    }

    [Fact]
    public async Task A_signal_is_told_from_an_exit_code()
    {
        await using var process = Start("exec sleep 600");

        LivingProcess.Kill(process.ProcessId);

        Assert.Equal("signal 9", (await process.Exited).ToString());
    }

    [Fact]
    public async Task Stopping_asks_gently_first()
    {
        await using var process = Start("trap 'echo asked; exit 3' TERM; echo ready; while :; do sleep 0.02; done");
        await Eventually.IsTrueAsync(() => !_lines.IsEmpty);

        var exit = await process.StopAsync(LongGrace);

        Assert.Equal(3, exit.ExitCode);
        Assert.Contains(new OutputLine("asked", false), _lines);
    }

    [Fact]
    public async Task What_does_not_listen_is_killed_when_its_grace_is_over()
    {
        await using var process = Start("trap '' TERM; echo ready; while :; do sleep 0.02; done");
        await Eventually.IsTrueAsync(() => !_lines.IsEmpty);

        var exit = await process.StopAsync(TimeSpan.FromMilliseconds(50));

        Assert.Equal(9, exit.Signal);
    }

    [Fact]
    public async Task It_reads_an_empty_standard_input()
    {
        await using var process = Start("cat; echo end");

        await process.Exited;

        Assert.Equal("end", _lines.Single().Text);
    }

    [Fact]
    public async Task A_variable_is_set_or_taken_away()
    {
        Environment.SetEnvironmentVariable("HZ_TEST_INHERITED", "here");
        var specification = Specifications.Shell("echo \"[$HZ_TEST_GIVEN][$HZ_TEST_INHERITED]\"", _folder, ("HZ_TEST_GIVEN", "a b"), ("HZ_TEST_INHERITED", null));

        await using var process = GuardedProcess.Start(specification, TimeProvider.System, _lines.Enqueue);
        await process.Exited;

        Assert.Equal("[a b][]", _lines.Single().Text);
    }

    [Fact]
    public async Task Arguments_arrive_as_they_are()
    {
        string[] arguments = ["a b", "$HOME", "'\"", "", "*"];
        var specification = Specifications.Of("printf", ["<%s>\n", .. arguments], _folder);

        await using var process = GuardedProcess.Start(specification, TimeProvider.System, _lines.Enqueue);
        await process.Exited;

        Assert.Equal(arguments.Select(argument => $"<{argument}>"), _lines.Select(line => line.Text));
    }

    [Fact]
    public async Task An_unknown_command_ends_with_the_shell_s_127()
    {
        var specification = Specifications.Of("no-such-command-here", [], _folder);

        await using var process = GuardedProcess.Start(specification, TimeProvider.System, _lines.Enqueue);

        Assert.Equal(127, (await process.Exited).ExitCode);
    }

    [Fact]
    public async Task No_watcher_is_left_when_the_command_ends_by_itself()
    {
        await using var process = Start("exit 0");
        await process.Exited;

        await Eventually.IsTrueAsync(() => !Watchers.Exist(_folder.Path));
    }

    private GuardedProcess Start(string script) =>
        GuardedProcess.Start(Specifications.Shell(script, _folder), TimeProvider.System, _lines.Enqueue);
}
