using System.Text.Encodings.Web;
using System.Text.Json;

namespace HzFunctions.Functions.Downlinks;

/// <summary>JSON in which Chinese stays as it is.</summary>
internal static class PlainText
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
