using System.Net;
using System.Text;
using System.Web;
using HzFunctions.CityBrain.Envelope;

namespace HzFunctions.Functions.Tests.Keys;

/// <summary>A city brain that knows one public key at a time and refuses whatever was sealed with another.</summary>
internal sealed class OneKeyCity(PublicKey known) : HttpMessageHandler
{
    /// <summary>The key that it knows.</summary>
    public PublicKey Known { get; set; } = known;

    public int Accepted { get; private set; }

    public int Refused { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var form = HttpUtility.ParseQueryString(await request.Content!.ReadAsStringAsync(cancellationToken));
        var isGenuine = EnvelopeOpener.Open(form["cipher"]!, form["sign"]!, Known, EnvelopeSettings.Default).IsOpen;
        _ = isGenuine ? Accepted++ : Refused++;
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(isGenuine ? """{"resultCode":"200"}""" : """{"resultCode":"400","msg":"签名错误"}""", Encoding.UTF8, "application/json"),
        };
    }
}
