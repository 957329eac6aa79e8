using System.CommandLine;
using HzFunctions.Local.FunctionsHost;

var root = new RootCommand("Runs the whole system on this machine.")
{
    FunctionsHostCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
