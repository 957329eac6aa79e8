using System.Net;
using System.Runtime.InteropServices;
using HzFunctions.FakeHandler;

// A custom handler that relays every connection to a server in the test, so that the test answers the calls while the
// process can be told to end in any way. It is told by files in a folder of the test.
var folder = new ControlFolder(Environment.GetEnvironmentVariable("FAKE_HANDLER_FOLDER")!);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => folder.NoteTerminate());
// Before the start is noted: a test that has seen the start may tell the next process something else.
var listens = folder.Listens;
folder.NoteStart(args);
Console.WriteLine("the fake handler starts");
Console.Error.WriteLine("the fake handler complains");
Console.Error.WriteLine("the fake handler has a Warning");
if (folder.ExitBeforeListening is { } code)
{
    return code;
}

var told = folder.ExitWhenToldAsync();
if (listens)
{
    var port = int.Parse(Environment.GetEnvironmentVariable("FUNCTIONS_CUSTOMHANDLER_PORT")!, System.Globalization.CultureInfo.InvariantCulture);
    var target = IPEndPoint.Parse(Environment.GetEnvironmentVariable("FAKE_HANDLER_TARGET")!);
    await Task.WhenAny(told, new Relay(target).RunAsync(port));
}

return await told;
