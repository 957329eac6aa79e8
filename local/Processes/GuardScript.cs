using System.Diagnostics;

namespace HzFunctions.Local.Processes;

/// <summary>
/// On Unix a command is started by a small shell script that first leaves a watcher behind and then becomes the command
/// (<c>exec</c>), so that the process id is the command's own. The watcher reads the pipe that only we hold open: when we
/// are gone, however that came about, the pipe ends and the watcher kills the command. Over the same pipe we ask it for a
/// gentle signal, or to go home when the command has ended by itself.
/// </summary>
internal static class GuardScript
{
    /// <summary>Asks the watcher to send SIGTERM to the command.</summary>
    public const string Terminate = "terminate";

    /// <summary>Tells the watcher that the command is gone: its id may soon be another's.</summary>
    public const string Release = "release";

    // The watcher ignores what a terminal sends to the whole group (Ctrl-C, hanging up), and a session of its own (where
    // there is setsid) keeps that from the command: it ends when we say so. A shell without job control gives a
    // background command /dev/null as standard input, hence descriptor 3.
    private const string Text =
        """
        exec 3<&0
        (
          trap '' HUP INT QUIT TERM
          while read -r word; do
            case "$word" in
              terminate) kill -TERM $$ ;;
              release) exit 0 ;;
            esac
          done
          kill -KILL $$
        ) <&3 3<&- >/dev/null 2>&1 &
        exec 3<&- </dev/null
        if command -v setsid >/dev/null 2>&1; then exec setsid "$@"; fi
        exec "$@"
        """;

    public static ProcessStartInfo StartInfo(ProcessSpecification specification)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? specification.FileName : "/bin/sh")
        {
            WorkingDirectory = specification.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (!OperatingSystem.IsWindows())
        {
            string[] script = ["-c", Text, specification.Name, specification.FileName];
            Array.ForEach(script, start.ArgumentList.Add);
        }

        foreach (var argument in specification.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in specification.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
