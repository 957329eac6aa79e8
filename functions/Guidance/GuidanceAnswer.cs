using HzFunctions.CityBrain.Validation;

namespace HzFunctions.Functions.Guidance;

/// <summary>What the city brain is answered (§4.6): <c>{"code","message","data":[…]}</c>.</summary>
/// <param name="Code">200, 204 (nothing found), 400 or 500 (§2.1(5)).</param>
/// <param name="Message">操作返回信息.</param>
internal sealed record GuidanceAnswer(int Code, string Message)
{
    /// <summary>The standard's words for success and for nothing found (§2.1(5)).</summary>
    public static readonly GuidanceAnswer Success = new(200, "操作成功");
    public static readonly GuidanceAnswer NothingFound = new(204, "操作失败,没有查询到数据");
    public static readonly GuidanceAnswer TryAgain = new(500, "服务器错误: the request could not be served; try again");

    /// <summary>What was found: the members of each object, in the order of the table.</summary>
    public IReadOnlyList<IReadOnlyList<(string Name, object Value)>> Data { get; init; } = [];

    /// <summary>200 whatever the code says, as the city brain itself answers; else why the caller was not admitted.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    public static GuidanceAnswer Of(params IReadOnlyList<(string Name, object Value)>[] data) =>
        data.Length == 0 ? NothingFound : Success with { Data = data };

    public static GuidanceAnswer Refused(string message) => new(400, message);

    public static GuidanceAnswer Invalid(IReadOnlyList<FieldError> errors) => Refused(string.Join("; ", errors.Select(error => error.Message)));

    /// <summary>An order about a booking that was carried out, refused, or is about none.</summary>
    public static GuidanceAnswer Of(BookingOutcome outcome) =>
        outcome.Refusal is { } refusal ? Refused(refusal) : outcome.Booking is null ? NothingFound : Success;
}
