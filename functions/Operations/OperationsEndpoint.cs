using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HzFunctions.Functions.HostAdapter;

namespace HzFunctions.Functions.Operations;

/// <summary>What all interfaces for operators share: the key, JSON in and out, and errors that say what is wrong.</summary>
internal sealed class OperationsEndpoint(AdminKey adminKey, ILogger<OperationsEndpoint> logger)
{
    private const int LargestBody = 256 * 1024;
    private const int LongestText = 500;

    /// <summary>Runs an operation for whoever has the admin key.</summary>
    public async Task RunAsync(HttpContext context, string function, Func<HttpContext, Task<OperationsAnswer>> operation)
    {
        OperationsAnswer answer;
        try
        {
            answer = adminKey.IsOn(context.Request)
                ? await operation(context).ConfigureAwait(false)
                : OperationsAnswer.Problem(StatusCodes.Status401Unauthorized, $"the header {AdminKey.Header} does not hold the admin key");
        }
        catch (BadOperationException fault)
        {
            answer = OperationsAnswer.Problem(StatusCodes.Status400BadRequest, fault.Message);
        }
#pragma warning disable CA1031 // The operator gets an answer whatever goes wrong; the log has the details.
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            HostLog.RequestFailed(logger, function, fault);
            answer = OperationsAnswer.Problem(StatusCodes.Status503ServiceUnavailable, "the operation could not be carried out; see the log");
        }

        // A path that is none of ours may hold anything.
        if (context.Request.Method != HttpMethods.Get && answer.Status is not (StatusCodes.Status401Unauthorized or StatusCodes.Status404NotFound))
        {
            OperationsLog.Ordered(logger, function, context.Request.Path, answer.Status);
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        await context.Response.BodyWriter.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Refuses a text that is empty or endless; the generated reader lets null into members that are required.</summary>
    /// <exception cref="BadOperationException">It is.</exception>
    public static void Require([NotNull] string? text, string name)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestText)
        {
            throw new BadOperationException($"{name}: empty, or longer than {LongestText} characters");
        }
    }

    /// <summary>Reads the body.</summary>
    /// <exception cref="BadOperationException">The body is not what the operation takes.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        if (request.ContentLength is null or > LargestBody)
        {
            throw new BadOperationException($"the body must have a Content-Length of at most {LargestBody} bytes");
        }

        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, request.HttpContext.RequestAborted).ConfigureAwait(false)
                ?? throw new BadOperationException("the body is null");
        }
        catch (JsonException fault)
        {
            throw new BadOperationException(
                fault.Path is null or "$" ? $"the body is not the JSON that this operation takes: {fault.Message}" : $"{fault.Path}: cannot be read");
        }
    }
}
