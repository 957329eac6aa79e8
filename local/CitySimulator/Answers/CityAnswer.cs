using System.Text.Json.Nodes;
using HzFunctions.Local.CitySimulator.Bills;

namespace HzFunctions.Local.CitySimulator.Answers;

/// <summary>An answer of the city brain with one of the standard's return codes (§2.1(5)).</summary>
internal sealed record CityAnswer(string ResultCode, string Message, JsonObject? Members = null)
{
    /// <summary>What becomes of it on its way.</summary>
    public AnswerFate Fate { get; init; }

    public bool IsSuccess => ResultCode == "200";

    public static CityAnswer Success(JsonObject? members = null) => new("200", "操作成功", members);

    public static CityAnswer NoData() => new("204", "操作失败,没有查询到数据");

    public static CityAnswer Refused(string reason) => new("400", reason);

    public static CityAnswer Error(string? message = null) => new("500", message ?? "服务器错误");
}
