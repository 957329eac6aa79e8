using HzFunctions.Bench.Validation;

return args switch
{
    ["validation", ..] => ValidationBench.Run(Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("dotnet run -c Release --project bench -- validation");
    return 2;
}
