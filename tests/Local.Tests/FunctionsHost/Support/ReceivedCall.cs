using Newtonsoft.Json.Linq;

namespace HzFunctions.Local.Tests.FunctionsHost.Support;

/// <summary>A request as the handler received it.</summary>
internal sealed record ReceivedCall(
    string Method, string Target, IReadOnlyDictionary<string, string> Headers, bool HasContentLength, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    /// <summary>The envelope, texts left as they are.</summary>
    public JObject Envelope
    {
        get
        {
            using var reader = new Newtonsoft.Json.JsonTextReader(new StringReader(Text)) { DateParseHandling = Newtonsoft.Json.DateParseHandling.None };
            return JObject.Load(reader);
        }
    }

    /// <summary>A value of the envelope's Data or Metadata as it stands there.</summary>
    public string? Value(string part, string name) => Envelope[part]![name]?.ToString();
}
