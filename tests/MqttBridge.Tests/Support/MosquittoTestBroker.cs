using System.Net.Sockets;
using HzFunctions.Local.Broker;
using HzFunctions.Local.Processes;
using HzFunctions.Tests.Shared;

namespace HzFunctions.MqttBridge.Tests.Support;

internal sealed class MosquittoTestBroker : ITestBroker
{
    private readonly PortReservation _ports = FreePorts.Reserve(1);
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("mosquitto-test-").FullName;
    private SupervisedProcess? _process;

    public Uri Address => new($"mqtt://127.0.0.1:{_ports[0]}");

    private MosquittoFiles Files => new(_folder);

    public async Task StartAsync(params IReadOnlyList<BrokerUser> users)
    {
        var program = MosquittoProgram.Find();
        RequiredTool.Require(program is not null, "mosquitto is not installed.");
        Files.Write(_ports[0], users);
        var specification = new ProcessSpecification(
            "mosquitto", program!, ["-c", Files.Configuration], new Dictionary<string, string?>(), _folder, LogFile: null);
        _process = new SupervisedProcess(specification, TimeProvider.System, new SilentObserver());
        await _process.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync(AnswersAsync, TimeSpan.FromMinutes(2));
    }

    public async Task AdmitAsync(params IReadOnlyList<BrokerUser> users)
    {
        Files.WriteUsers(users);
        await ToolProcess.RunAsync("/bin/kill", ["-HUP", $"{_process!.ProcessId}"], []);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _ports.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync("127.0.0.1", _ports[0]);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private sealed class SilentObserver : IProcessObserver
    {
        public void Restarted(ProcessRestart restart)
        {
        }
    }
}
