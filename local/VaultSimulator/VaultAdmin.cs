using System.Text.Json;

namespace HzFunctions.Local.VaultSimulator;

/// <summary>What a real vault does through its management plane, and ways to make this one fail; plain http on loopback, like the identity endpoint.</summary>
internal static class VaultAdmin
{
    public static void Map(IEndpointRouteBuilder routes, VaultContents contents, VaultKeyRoutes keys, VaultFaults faults)
    {
        routes.MapPost("/admin/keys/{name}", (string name) => new PublicKeyBody(keys.PublicKeyOf(name) ?? keys.Make(name, null)));
        routes.MapPost("/admin/keys/{name}/rotate", (string name) => new PublicKeyBody(keys.Make(name, null)));
        routes.MapPut("/admin/secrets/{name}", async (string name, HttpRequest request) =>
        {
            var value = (await JsonSerializer.DeserializeAsync<SecretBody>(request.Body, JsonSerializerOptions.Web))!.Value;
            if (contents.Versions(VaultSecretRoutes.Kind, name) is not [.., var newest] || newest.Value != value)
            {
                contents.Add(VaultSecretRoutes.Kind, name, value);
            }
        });
        routes.MapPost("/admin/throttle", (ThrottleBody body) => faults.ThrottleFor(TimeSpan.FromSeconds(body.Seconds), body.RetryAfter));
        routes.MapPost("/admin/away", (AwayBody body) => faults.GoAwayFor(TimeSpan.FromSeconds(body.Seconds)));
        routes.MapPost("/admin/refuse-blocks", (RefuseBody body) =>
        {
            faults.RefusesBlocks = body.Refuse;
        });
        routes.MapGet("/admin/status", () => new StatusBody(faults.Signs, faults.Throttles, faults.MostUnderWay));
    }

    internal sealed record PublicKeyBody(string PublicKey);

    internal sealed record SecretBody(string Value);

    internal sealed record ThrottleBody(double Seconds, int RetryAfter = 1);

    internal sealed record AwayBody(double Seconds);

    internal sealed record RefuseBody(bool Refuse);

    internal sealed record StatusBody(long Signs, long Throttles, int MostUnderWay);
}
