using HzFunctions.Bench.Sealing;
using HzFunctions.Bench.Validation;

return args switch
{
    ["sealing"] => await SealingBench.RunAsync(),
    ["validation", ..] => ValidationBench.Run(Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("dotnet run -c Release --project bench -- sealing | validation");
    return 2;
}
