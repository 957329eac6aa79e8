using System.CommandLine;
using HzFunctions.Local.Broker;
using HzFunctions.Local.CarParkSimulator;
using HzFunctions.Local.CitySimulator;
using HzFunctions.Local.FunctionsHost;
using HzFunctions.Local.Run;
using HzFunctions.Local.VaultSimulator;

var root = new RootCommand("Runs the whole system on this machine: storage, the Functions host, the city brain and the car parks.")
{
    FunctionsHostCommand.Create(),
    CitySimulatorCommand.Create(),
    CarParkSimulatorCommand.Create(),
    BrokerCommand.Create(),
    VaultSimulatorCommand.Create(),
};
new RunCommand().AddTo(root);

// A run deals with signals itself: it has accounts to draw up. The roles just end.
var parsed = root.Parse(args);
return await parsed.InvokeAsync(new InvocationConfiguration
{
    ProcessTerminationTimeout = parsed.CommandResult.Command == root ? null : TimeSpan.FromSeconds(2),
});
