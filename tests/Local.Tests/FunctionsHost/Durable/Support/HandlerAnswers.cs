using HzFunctions.Local.Tests.FunctionsHost.Support;
using Microsoft.AspNetCore.Http;

namespace HzFunctions.Local.Tests.FunctionsHost.Durable.Support;

/// <summary>What a handler may say of an activity.</summary>
internal static class HandlerAnswers
{
    public static Task FailAsync(HttpContext context) => HandlerBrain.Text(context, "", contentType: null, StatusCodes.Status500InternalServerError);

    public static Task ReturnAsync(HttpContext context, string json) => HandlerBrain.Json(context, $$"""{"ReturnValue":{{json}}}""");
}
