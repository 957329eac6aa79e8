namespace HzFunctions.Local.CitySimulator.Faults;

/// <summary>The faults that meet a request before anybody has looked into it.</summary>
internal sealed class FaultGate(FaultBoard faults, TimeProvider time)
{
    private static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongerThanAnyCallerWaits = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan DefaultHang = TimeSpan.FromSeconds(60);

    /// <summary>Holds the request up as the faults say; true when they have ended it.</summary>
    public async Task<bool> IsBlockedAsync(HttpContext http, FaultTarget target)
    {
        if (faults.Take(FaultKind.Outage, target) is { } outage)
        {
            await EndAsync(http, outage.Order.Status);
            return true;
        }

        if (faults.Take(FaultKind.Delay, target) is { } delay)
        {
            await Task.Delay(delay.Delay ?? DefaultDelay, time, http.RequestAborted);
        }

        if (faults.Take(FaultKind.NoAnswer, target) is { } hang)
        {
            await Task.Delay(hang.Delay ?? DefaultHang, time, http.RequestAborted);
            await EndAsync(http, status: null);
            return true;
        }

        if (faults.Take(FaultKind.Status, target) is { } status)
        {
            await EndAsync(http, status.Order.Status ?? StatusCodes.Status503ServiceUnavailable);
            return true;
        }

        return false;
    }

    /// <summary>Ends a call whose answer is not to reach the caller, at once or after a while.</summary>
    public async Task LoseAnswerAsync(HttpContext http, bool held)
    {
        if (held)
        {
            await Task.Delay(LongerThanAnyCallerWaits, time, http.RequestAborted);
        }

        http.Abort();
    }

    private static async Task EndAsync(HttpContext http, int? status)
    {
        if (status is not { } code)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = code;
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync($"<html><head><title>{code}</title></head><body><h1>{code}</h1></body></html>", http.RequestAborted);
    }
}
