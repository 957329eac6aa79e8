using System.CommandLine;
using HzFunctions.Local.CarParkSimulator;
using HzFunctions.Local.CitySimulator;
using HzFunctions.Local.FunctionsHost;
using HzFunctions.Local.Run;

var root = new RootCommand("Runs the whole system on this machine: storage, the Functions host, the city brain and the car parks.")
{
    FunctionsHostCommand.Create(),
    CitySimulatorCommand.Create(),
    CarParkSimulatorCommand.Create(),
};
RunCommand.AddTo(root);
return await root.Parse(args).InvokeAsync();
