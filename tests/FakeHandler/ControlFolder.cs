using System.Globalization;
using System.Text.Json;

namespace HzFunctions.FakeHandler;

/// <summary>How a test tells the fake handler what to do, and learns what became of it.</summary>
internal sealed class ControlFolder(string folder)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    /// <summary>The file "exit-at-start" holds an exit code; it is taken away by the start that obeys it.</summary>
    public int? ExitBeforeListening => Take("exit-at-start");

    /// <summary>Unless there is a file "deaf".</summary>
    public bool Listens => !File.Exists(Path.Combine(folder, "deaf"));

    /// <summary>Adds a line to the file "starts": process id, arguments, folder and environment.</summary>
    public void NoteStart(string[] arguments)
    {
        var start = new
        {
            Environment.ProcessId,
            Arguments = arguments,
            Environment.CurrentDirectory,
            Variables = Environment.GetEnvironmentVariables(),
        };
        File.AppendAllText(Path.Combine(folder, "starts"), JsonSerializer.Serialize(start) + "\n");
    }

    public void NoteTerminate() => File.WriteAllText(Path.Combine(folder, "terminated"), "");

    /// <summary>Waits for the file "exit", which holds an exit code.</summary>
    public async Task<int> ExitWhenToldAsync()
    {
        while (true)
        {
            if (Take("exit") is { } code)
            {
                return code;
            }

            await Task.Delay(Poll, TimeProvider.System);
        }
    }

    private int? Take(string name)
    {
        var file = Path.Combine(folder, name);
        var taken = file + ".taken";
        if (!File.Exists(file))
        {
            return null;
        }

        // A file with several lines is for as many starts.
        var lines = File.ReadAllLines(file);
        File.WriteAllLines(taken, lines[1..]);
        if (lines.Length > 1)
        {
            File.Move(taken, file, overwrite: true);
        }
        else
        {
            File.Delete(file);
        }

        return int.Parse(lines[0], CultureInfo.InvariantCulture);
    }
}
