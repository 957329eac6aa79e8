using System.Globalization;
using System.Text.Json.Nodes;

namespace HzFunctions.Local.VaultSimulator;

/// <summary>The managed identity's endpoint as App Service has it (api-version 2019-08-01): whoever knows the header gets a token.</summary>
internal sealed class IdentityEndpoint(string secret, VaultTokens tokens)
{
    public const string Path = "/identity";

    public const string SecretHeader = "X-IDENTITY-HEADER";

    public IResult Get(HttpRequest request)
    {
        if (request.Headers[SecretHeader] != secret)
        {
            return Results.Json(new JsonObject { ["statusCode"] = 401, ["message"] = "The header is missing or wrong." }, statusCode: StatusCodes.Status401Unauthorized);
        }

        if (request.Query["resource"] is not [{ Length: > 0 } resource] || request.Query["api-version"] != "2019-08-01")
        {
            return Results.Json(new JsonObject { ["statusCode"] = 400, ["message"] = "resource or api-version is missing." }, statusCode: StatusCodes.Status400BadRequest);
        }

        var (token, until) = tokens.Issue(resource.TrimEnd('/'));
        return Results.Json(new JsonObject
        {
            ["access_token"] = token,
            ["expires_on"] = until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["resource"] = resource,
            ["token_type"] = "Bearer",
            ["client_id"] = request.Query["client_id"].ToString(),
        });
    }
}
