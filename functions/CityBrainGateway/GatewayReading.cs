namespace HzFunctions.Functions.CityBrainGateway;

/// <summary>A request that was read, or the answer that refuses it.</summary>
internal readonly record struct GatewayReading(GatewayRequest? Request, GatewayAnswer? Refusal)
{
    public static GatewayReading Read(GatewayRequest request) => new(request, null);

    public static GatewayReading Refuse(int status, string message) => new(null, GatewayAnswer.Refused(status, message));
}
