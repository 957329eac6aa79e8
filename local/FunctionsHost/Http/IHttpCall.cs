namespace HzFunctions.Local.FunctionsHost.Http;

/// <summary>A way to take an HTTP request to the handler and its answer back.</summary>
internal interface IHttpCall
{
    /// <summary>Answers the request.</summary>
    /// <exception cref="Invocation.InvocationFailedException">The handler gave no answer that could be passed on.</exception>
    Task AnswerAsync(HttpContext context);

    /// <summary>The status that tells the caller of such a failure.</summary>
    int FailureStatus { get; }
}
