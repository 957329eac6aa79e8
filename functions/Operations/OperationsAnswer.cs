using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HzFunctions.Functions.Operations;

/// <summary>What an operator is answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body.</param>
internal readonly record struct OperationsAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    private const string Json = "application/json; charset=utf-8";

    /// <summary>What the body is.</summary>
    public string ContentType { get => field ?? Json; init; }

    public static OperationsAnswer Ok<T>(T value, JsonTypeInfo<T> type) =>
        new(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(value, type));

    public static OperationsAnswer Problem(int status, string error) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(new ErrorBody(error), OperationsJson.Default.ErrorBody));

    public static OperationsAnswer NotFound(string what) => Problem(StatusCodes.Status404NotFound, $"there is no such {what}");
}

/// <summary>The body of every error.</summary>
internal sealed record ErrorBody(string Error);
