using System.Text.Json;
using HzFunctions.CityBrain.Validation;

namespace HzFunctions.Functions.CityBrainGateway;

/// <summary>What a car park is answered, in the standard's shape: <c>{"resultCode","msg",…}</c>.</summary>
internal sealed record GatewayAnswer
{
    /// <summary>The standard's words for success (§2.1(5)).</summary>
    public const string Success = "操作成功";

    /// <summary>The HTTP status for clients that speak JSON; those that speak the wire form always get 200.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    public string ResultCode { get; init; } = "200";

    public string Message { get; init; } = Success;

    /// <summary>Each field that broke a rule.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>The receipt of an accepted event.</summary>
    public string? Receipt { get; init; }

    /// <summary>Where the event stands, beside a receipt.</summary>
    public string? State { get; init; }

    /// <summary>True when the request was only validated.</summary>
    public bool DryRun { get; init; }

    /// <summary>When a refused caller may come again, in seconds.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The city brain's own answer, which is passed on as it is.</summary>
    public JsonElement? CityBrain { get; init; }

    /// <summary>A request that cannot be served.</summary>
    /// <param name="status">400, 401, 403, 404, 411, 413, 415, 429 (then also the resultCode) or 500, 503, 504 (resultCode 500).</param>
    /// <param name="message">What is wrong, naming no vehicle.</param>
    public static GatewayAnswer Refused(int status, string message) => new()
    {
        Status = status,
        ResultCode = status >= 500 ? "500" : status.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Message = message,
    };

    /// <summary>A request that breaks rules of the standard.</summary>
    public static GatewayAnswer Invalid(IReadOnlyList<FieldError> errors) =>
        Refused(StatusCodes.Status400BadRequest, string.Join("; ", errors.Select(error => error.Message))) with { Errors = errors };
}
