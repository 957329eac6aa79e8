using HzFunctions.Local.FunctionsHost.Durable.Bindings;
using HzFunctions.Local.FunctionsHost.Http;

namespace HzFunctions.Local.FunctionsHost.Durable.Management;

/// <summary>Tells the key of the management API, where the real host does too; that one asks for the master key first.</summary>
internal static class SystemKeyEndpoint
{
    private const string Name = "durabletask_extension";

    public static void Map(IEndpointRouteBuilder endpoints, DurableContact contact) =>
        endpoints.MapGet($"/admin/host/systemkeys/{Name}", async context =>
        {
            var addresses = await contact.GetAsync(context.RequestAborted);
            await context.Response.WriteAsJsonAsync(new { name = Name, value = addresses.SystemKey }, context.RequestAborted);
        }).WithMetadata(new FunctionRoute("durabletask"));
}
