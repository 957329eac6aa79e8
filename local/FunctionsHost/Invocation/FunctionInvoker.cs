using HzFunctions.Local.FunctionsHost.Bindings;
using HzFunctions.Local.FunctionsHost.Configuration;
using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.FunctionsHost.Invocation;

/// <summary>Invokes functions by the envelope: waits for the handler, posts, reads the answer, writes the outputs.</summary>
internal sealed class FunctionInvoker(
    HandlerClient client, InvocationLimit limit, InputTypes inputs, OutputTypes outputs, TimeProvider time, ILoggerFactory loggers)
{
    /// <summary>Invokes a function and writes its outputs; an http output is the caller's to write.</summary>
    /// <exception cref="InvocationFailedException">The invocation failed. It is in the log already.</exception>
    public async Task<HandlerAnswer> InvokeAsync(FunctionDefinition function, InvocationInput input, CancellationToken cancellationToken)
    {
        var logger = loggers.CreateLogger($"Function.{function.Name}");
        var invocationId = Guid.NewGuid();
        var started = time.GetTimestamp();
        try
        {
            var answer = await limit.RunAsync(token => CallAsync(function, input, invocationId, token), cancellationToken);
            foreach (var line in answer.Logs ?? [])
            {
                logger.UserSaid(invocationId, line);
            }

            await WriteOutputsAsync(function, answer, cancellationToken);
            logger.Succeeded(function.Name, invocationId, time.GetElapsedTime(started).TotalMilliseconds);
            return answer;
        }
        catch (InvocationFailedException error)
        {
            logger.Failed(function.Name, invocationId, time.GetElapsedTime(started).TotalMilliseconds, error.Message);
            throw;
        }
    }

    private async Task<HandlerAnswer> CallAsync(
        FunctionDefinition function, InvocationInput input, Guid invocationId, CancellationToken cancellationToken)
    {
        var data = new JObject { [function.Trigger.Name] = EnvelopeValue.Encode(input.Payload) };
        foreach (var binding in function.Inputs)
        {
            data[binding.Name] = EnvelopeValue.Encode(await inputs.Of(binding).ReadAsync(binding, cancellationToken));
        }

        var envelope = new JObject
        {
            ["Data"] = data,
            ["Metadata"] = input.Data.ToMetadata(function.Name, time.GetUtcNow()),
        };
        using var response = await client.PostAsync(function.Name, invocationId, envelope, cancellationToken);
        return await AnswerReader.ReadAsync(response, cancellationToken);
    }

    private async Task WriteOutputsAsync(FunctionDefinition function, HandlerAnswer answer, CancellationToken cancellationToken)
    {
        var values = new OutputValues(function, answer);
        foreach (var output in function.Outputs)
        {
            if (values.For(output) is not { } value)
            {
                continue;
            }

            try
            {
                await outputs.Of(output).WriteAsync(output, value, cancellationToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                throw new InvocationFailedException($"The output '{output.Name}' could not be written: {error.Message}", error);
            }
        }
    }
}
