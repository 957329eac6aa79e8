using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.FunctionsHost.Invocation;

namespace HzFunctions.Local.FunctionsHost.Http;

/// <summary>An HTTP request in an envelope, as every function gets it that has more bindings than request and response.</summary>
internal sealed class EnvelopeCall(FunctionDefinition function, FunctionInvoker invoker, ILogger logger) : IHttpCall
{
    public int FailureStatus => StatusCodes.Status500InternalServerError;

    public async Task AnswerAsync(HttpContext context)
    {
        var input = await EnvelopeRequest.ReadAsync(context);
        var answer = await invoker.InvokeAsync(function, input, context.RequestAborted);
        try
        {
            await EnvelopeResponse.From(function, answer).WriteAsync(context.Response, context.RequestAborted);
        }
        catch (InvocationFailedException error)
        {
            logger.BadResponse(error.Message);
            throw;
        }
    }
}
