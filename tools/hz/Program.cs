using HzFunctions.Hz;

using var interruption = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interruption.Cancel();
};
return await HzCommandLine.RunAsync(args, HzTerminal.OfThisProcess(), interruption.Token);
