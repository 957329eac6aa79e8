using System.Globalization;
using CsCheck;

namespace HzFunctions.Durable.Tests.Replay;

/// <summary>An orchestration made by chance: a tree of steps.</summary>
internal abstract record RandomProgram
{
    private const int Deepest = 4;

    public static readonly Gen<string> EventName = Gen.Int[0, 2].Select(number => string.Create(CultureInfo.InvariantCulture, $"event{number}"));

    public static readonly Gen<RandomProgram> Generator = OfDepth(Deepest);

    /// <summary>Runs it, and says what came out.</summary>
    public abstract Task<string> RunAsync(OrchestrationContext context);

    private static Gen<RandomProgram> OfDepth(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.Select(Gen.Int[0, 9], Gen.Bool, Gen.Int[1, 3]).Select((seconds, fails, attempts) => (RandomProgram)new Activity(seconds, fails, attempts)),
            Gen.Int[0, 5 * 24].Select(hours => (RandomProgram)new Timer(hours)),
            EventName.Select(name => (RandomProgram)new Wait(name)),
            Gen.Select(EventName, Gen.Int[0, 20]).Select((name, hours) => (RandomProgram)new WaitWithLimit(name, hours)),
            Gen.Int[0, 9].Select(seconds => (RandomProgram)new Part(seconds)),
            EventName.Select(name => (RandomProgram)new Send(name)),
            Gen.Const((RandomProgram)new Say()));
        if (depth == 0)
        {
            return leaf;
        }

        var inner = OfDepth(depth - 1).Array[1, 4];
        return Gen.OneOf(
            leaf,
            inner.Select(steps => (RandomProgram)new Sequence(steps)),
            inner.Select(steps => (RandomProgram)new All(steps)),
            inner.Select(steps => (RandomProgram)new First(steps)));
    }

    internal sealed record Activity(int Seconds, bool Fails, int Attempts) : RandomProgram
    {
        public override async Task<string> RunAsync(OrchestrationContext context)
        {
            var policy = new RetryPolicy(Attempts, TimeSpan.FromMinutes(Seconds + 1)) { BackoffCoefficient = 2 };
            try
            {
                return await context.CallActivityAsync<string>(Fails ? "Fail" : "Answer", Seconds, Attempts > 1 ? policy : null);
            }
            catch (TaskFailedException failure)
            {
                return failure.Details.ErrorMessage;
            }
        }
    }

    internal sealed record Timer(int Hours) : RandomProgram
    {
        public override async Task<string> RunAsync(OrchestrationContext context)
        {
            await context.CreateTimer(TimeSpan.FromHours(Hours));
            return context.CurrentUtcDateTime.ToString("o", CultureInfo.InvariantCulture);
        }
    }

    internal sealed record Wait(string Name) : RandomProgram
    {
        public override async Task<string> RunAsync(OrchestrationContext context) => await context.WaitForExternalEvent<string>(Name);
    }

    internal sealed record WaitWithLimit(string Name, int Hours) : RandomProgram
    {
        public override async Task<string> RunAsync(OrchestrationContext context)
        {
            try
            {
                return await context.WaitForExternalEvent<string>(Name, TimeSpan.FromHours(Hours));
            }
            catch (OperationCanceledException)
            {
                return "late";
            }
        }
    }

    internal sealed record Part(int Seconds) : RandomProgram
    {
        public override async Task<string> RunAsync(OrchestrationContext context) => await context.CallSubOrchestratorAsync<string>("Part", Seconds);
    }

    internal sealed record Send(string Name) : RandomProgram
    {
        public override Task<string> RunAsync(OrchestrationContext context)
        {
            context.SendEvent(context.InstanceId, Name, "from myself");
            return Task.FromResult("sent");
        }
    }

    internal sealed record Say : RandomProgram
    {
        public override Task<string> RunAsync(OrchestrationContext context)
        {
            var guid = context.NewGuid().ToString();
            context.SetCustomStatus(guid);
            return Task.FromResult(guid);
        }
    }

    internal sealed record Sequence(RandomProgram[] Steps) : RandomProgram
    {
        public override async Task<string> RunAsync(OrchestrationContext context)
        {
            var results = new List<string>();
            foreach (var step in Steps)
            {
                results.Add(await step.RunAsync(context));
            }

            return string.Join(',', results);
        }
    }

    internal sealed record All(RandomProgram[] Steps) : RandomProgram
    {
        public override async Task<string> RunAsync(OrchestrationContext context) =>
            string.Join('+', await Task.WhenAll(Steps.Select(step => step.RunAsync(context))));
    }

    internal sealed record First(RandomProgram[] Steps) : RandomProgram
    {
        public override async Task<string> RunAsync(OrchestrationContext context) =>
            await await Task.WhenAny(Steps.Select(step => step.RunAsync(context)));
    }
}
