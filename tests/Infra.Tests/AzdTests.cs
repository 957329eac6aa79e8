using System.Text.RegularExpressions;
using HzFunctions.Infra.Tests.Compiler;

namespace HzFunctions.Infra.Tests;

/// <summary>azd finds what it deploys, and whoever deploys finds what can be chosen.</summary>
public sealed partial class AzdTests(CompiledDeployment deployment)
{
    [Fact]
    public void Each_service_has_its_folder_and_one_resource_that_is_tagged_for_it()
    {
        var services = Service().Matches(Repository.Read("azure.yaml")).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["folder"].Value);

        Assert.Equal(["bridge", "functions"], services.Keys.Order(StringComparer.Ordinal));
        Assert.All(services.Values, folder => Assert.True(Directory.Exists(Repository.At(folder)), folder));
        Assert.All(Snapshot.Names, name => Assert.Equal(
            services.Keys.Order(StringComparer.Ordinal),
            Snapshot.Read(name).Resources.Select(resource => (string?)resource["tags"]?["azd-service-name"]).OfType<string>().Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Each_parameter_is_set_from_the_environment()
    {
        var parameters = (await deployment.TemplateAsync())["parameters"]!.AsObject().Select(pair => pair.Key);
        var given = Given().Matches(Repository.Read("infra", "main.bicepparam")).Select(match => match.Groups["name"].Value);

        Assert.Equal(parameters.Order(StringComparer.Ordinal), given.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_variable_of_the_environment_is_explained()
    {
        var guide = Repository.Read("docs", "deploy.md");
        var variables = Variable().Matches(Repository.Read("infra", "main.bicepparam")).Select(match => match.Groups["name"].Value).ToList();

        Assert.NotEmpty(variables);
        Assert.All(variables, variable => Assert.Contains($"`{variable}`", guide, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Azd_is_told_what_it_asks_for()
    {
        var outputs = (await deployment.TemplateAsync())["outputs"]!.AsObject().Select(pair => pair.Key).ToHashSet();

        Assert.Superset(
            new HashSet<string> { "AZURE_LOCATION", "AZURE_TENANT_ID", "AZURE_RESOURCE_GROUP", "AZURE_CONTAINER_REGISTRY_ENDPOINT", "HZ_GATEWAY", "HZ_OUTBOUND_ADDRESS" },
            outputs);
    }

    [GeneratedRegex(@"^  (?<name>\w+):\n    project: \./(?<folder>[\w-]+)$", RegexOptions.Multiline)]
    private static partial Regex Service();

    [GeneratedRegex(@"^param (?<name>\w+) =", RegexOptions.Multiline)]
    private static partial Regex Given();

    [GeneratedRegex(@"readEnvironmentVariable\('(?<name>\w+)'")]
    private static partial Regex Variable();
}
