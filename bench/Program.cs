using HzFunctions.Bench;

return await BenchCommand.RunAsync(args);
