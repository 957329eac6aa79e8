using System.Net;
using System.Text;
using System.Text.Json;
using System.Web;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.Functions.Tests.Gateway;

/// <summary>A request that came to the city brain, opened.</summary>
/// <param name="Path">The path.</param>
/// <param name="AccessId">The parameter accessID.</param>
/// <param name="Data">The object under <c>data</c>.</param>
/// <param name="File">The parameter file, or null.</param>
internal sealed record ReceivedCall(string Path, string AccessId, JsonElement Data, string? File);

/// <summary>Answers for the city brain, and opens what it is sent with the access's public key.</summary>
internal sealed class StubCityBrain(PublicKey publicKey) : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly List<ReceivedCall> _calls = [];

    /// <summary>What was sent, in order.</summary>
    public IReadOnlyList<ReceivedCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>What is answered.</summary>
    public string Answer { get; set; } = """{"resultCode":"200","msg":"操作成功"}""";

    /// <summary>What single calls are answered instead; null: <see cref="Answer"/>.</summary>
    public Func<ReceivedCall, string?> AnswerTo { get; set; } = _ => null;

    /// <summary>What happens while a call is under way.</summary>
    public Func<ReceivedCall, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

    /// <summary>Set to have nothing answer.</summary>
    public bool IsAway { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var form = HttpUtility.ParseQueryString(await request.Content!.ReadAsStringAsync(cancellationToken));
        var opened = EnvelopeOpener.Open(form["cipher"]!, form["sign"]!, publicKey, new EnvelopeSettings());
        using var plaintext = JsonDocument.Parse(opened.Text!);
        var call = new ReceivedCall(
            request.RequestUri!.AbsolutePath, form["accessID"]!, plaintext.RootElement.GetProperty("data").Clone(), form["file"]);
        lock (_gate)
        {
            _calls.Add(call);
        }

        await Meanwhile(call);
        return IsAway
            ? throw new HttpRequestException("The connection was refused.")
            : new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(AnswerTo(call) ?? Answer, Encoding.UTF8, "application/json") };
    }
}
