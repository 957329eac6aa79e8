using System.Globalization;

namespace HzFunctions.Local.Tests.FunctionsHost.Durable.Support;

/// <summary>Orchestrators and activities that several tests use.</summary>
internal static class Scripts
{
    /// <summary>Adds one to its input, twice, by activities.</summary>
    public static void Sequence(Turn turn)
    {
        if (!turn.Has(0))
        {
            if (turn.IsFirst)
            {
                turn.Activity(0, "AddOne", turn.Input);
            }
        }
        else if (!turn.Has(1))
        {
            turn.Activity(1, "AddOne", turn.Result(0));
        }
        else
        {
            turn.Complete(2, turn.Result(1));
        }
    }

    public static string AddOne(string? input) => $"{int.Parse(input!, CultureInfo.InvariantCulture) + 1}";

    /// <summary>Calls one activity and ends with its result, or with "failed" and the details in the custom status.</summary>
    public static void CallOne(Turn turn)
    {
        if (turn.IsFirst)
        {
            turn.Activity(0, "Work", turn.Input);
        }
        else if (turn.Has(0))
        {
            var failed = turn.All.FirstOrDefault(happened => happened.TaskFailed is not null)?.TaskFailed;
            turn.Response.CustomStatus = failed?.FailureDetails?.ToString();
            turn.Complete(1, failed is null ? turn.Result(0) : "\"failed\"");
        }
    }

    /// <summary>Waits for the event "end" and ends.</summary>
    public static void WaitForEnd(Turn turn)
    {
        if (turn.Events("end") is [var said, ..])
        {
            turn.Complete(0, said);
        }
    }
}
