using System.Net;
using System.Text.Json;

namespace HzFunctions.Local.Run.Closing;

/// <summary>What the gateway answered to a question; no status where it did not answer.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The answer, where the status is 200.</param>
/// <param name="Found">In words, what was found instead of an answer.</param>
internal sealed record GatewayWord(HttpStatusCode? Status, JsonElement Body, string Found);
