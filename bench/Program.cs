using HzFunctions.Bench.Sealing;

return args switch
{
    ["sealing"] => await SealingBench.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("dotnet run -c Release --project bench -- sealing");
    return 2;
}
