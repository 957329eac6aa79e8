using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HzFunctions.Functions.Operations;

/// <summary>What an operator is answered.</summary>
internal readonly record struct OperationsAnswer(int Status, ReadOnlyMemory<byte> Json)
{
    public static OperationsAnswer Ok<T>(T value, JsonTypeInfo<T> type) =>
        new(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(value, type));

    public static OperationsAnswer Problem(int status, string error) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(new ErrorBody(error), OperationsJson.Default.ErrorBody));

    public static OperationsAnswer NotFound(string what) => Problem(StatusCodes.Status404NotFound, $"there is no such {what}");
}

/// <summary>The body of every error.</summary>
internal sealed record ErrorBody(string Error);
