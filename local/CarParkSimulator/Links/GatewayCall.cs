using HzFunctions.CityBrain.Catalogue;

namespace HzFunctions.Local.CarParkSimulator.Links;

/// <summary>One HTTP call to the gateway within a time limit; whatever goes wrong on the way is no answer.</summary>
internal sealed class GatewayCall(HttpClient http, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public async Task<UploadAnswer> PostAsync(string interfaceName, HttpContent content, string? apiKey, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Post, StandardCatalogue.Instance.Find(interfaceName)!.Path) { Content = content };
        if (apiKey is not null)
        {
            request.Headers.Add("X-Api-Key", apiKey);
        }

        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return await AnswerReading.ReadAsync(response, either.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException
            || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new UploadAnswer.Unanswered(limit.IsCancellationRequested ? "no answer in time" : "no connection");
        }
    }
}
