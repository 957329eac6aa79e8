using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HzFunctions.Infra.Tests.Compiler;

namespace HzFunctions.Infra.Tests;

/// <summary>What nobody may reach, whatever the parameters are.</summary>
public sealed partial class SecurityTests(CompiledDeployment deployment)
{
    private const string StorageAccounts = "Microsoft.Storage/storageAccounts";

    [Fact]
    public async Task No_blob_is_public()
    {
        var resources = await deployment.ResourcesAsync();
        var accounts = OfType(resources, StorageAccounts);
        var containers = OfType(resources, "Microsoft.Storage/storageAccounts/blobServices/containers");

        Assert.NotEmpty(accounts);
        Assert.NotEmpty(containers);
        Assert.All(accounts, account => Assert.False((bool)account["properties"]!["allowBlobPublicAccess"]!));
        Assert.All(containers, container => Assert.Equal("None", (string)container["properties"]!["publicAccess"]!));
    }

    [Fact]
    public void On_Flex_no_key_opens_anything()
    {
        var flex = Snapshot.Read(Snapshot.Flex);

        Assert.All(flex.Of(StorageAccounts), account => Assert.False((bool)account["properties"]!["allowSharedKeyAccess"]!));
        Assert.DoesNotContain("listKeys", flex.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("AccountKey", flex.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("SharedAccess", flex.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            "UserAssignedIdentity",
            (string)flex.Single("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!["deployment"]!["storage"]!["authentication"]!["type"]!);
    }

    [Fact]
    public void On_Premium_a_key_opens_the_package_and_no_data()
    {
        var premium = Snapshot.Read(Snapshot.Premium);
        var withKeys = Assert.Single(premium.Of(StorageAccounts), account => (bool)account["properties"]!["allowSharedKeyAccess"]!);

        Assert.StartsWith("stcontent", (string)withKeys["name"]!, StringComparison.Ordinal);
        Assert.All(
            premium.Of("Microsoft.Storage/storageAccounts/fileServices/shares"),
            share => Assert.StartsWith((string)withKeys["name"]!, (string)share["name"]!, StringComparison.Ordinal));
        Assert.All(
            premium.Of("Microsoft.Storage/storageAccounts/tableServices/tables").Concat(premium.Of("Microsoft.Storage/storageAccounts/blobServices/containers")),
            data => Assert.DoesNotContain((string)withKeys["name"]!, (string)data["name"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_can_be_opened_by_a_password_or_a_key_of_its_own_is_closed_to_it()
    {
        var resources = await deployment.ResourcesAsync();

        Assert.All(OfType(resources, "Microsoft.ServiceBus/namespaces"), bus => Assert.True((bool)bus["properties"]!["disableLocalAuth"]!));
        Assert.All(OfType(resources, "Microsoft.Insights/components"), component => Assert.True((bool)component["properties"]!["DisableLocalAuth"]!));
        Assert.All(OfType(resources, "Microsoft.ContainerRegistry/registries"), registry => Assert.False((bool)registry["properties"]!["adminUserEnabled"]!));
        var publishing = OfType(resources, "Microsoft.Web/sites/basicPublishingCredentialsPolicies");
        Assert.Equal(2 * OfType(resources, "Microsoft.Web/sites").Count, publishing.Count);
        Assert.All(publishing, policy => Assert.False((bool)policy["properties"]!["allow"]!));
    }

    [Fact]
    public async Task Keys_are_given_by_roles_and_cannot_be_purged()
    {
        var vault = Assert.Single(OfType(await deployment.ResourcesAsync(), "Microsoft.KeyVault/vaults"))["properties"]!;

        Assert.True((bool)vault["enableRbacAuthorization"]!);
        Assert.True((bool)vault["enablePurgeProtection"]!);
        Assert.True((bool)vault["enableSoftDelete"]!);
        Assert.Equal(90, (int)vault["softDeleteRetentionInDays"]!);
    }

    [Fact]
    public async Task Everything_that_is_called_wants_TLS_1_2_or_newer()
    {
        var resources = await deployment.ResourcesAsync();

        foreach (var account in OfType(resources, StorageAccounts))
        {
            Assert.Equal("TLS1_2", (string)account["properties"]!["minimumTlsVersion"]!);
            Assert.True((bool)account["properties"]!["supportsHttpsTrafficOnly"]!);
        }

        foreach (var app in OfType(resources, "Microsoft.Web/sites"))
        {
            Assert.True((bool)app["properties"]!["httpsOnly"]!);
            Assert.Equal("1.2", (string)app["properties"]!["siteConfig"]!["minTlsVersion"]!);
            Assert.Equal("1.2", (string)app["properties"]!["siteConfig"]!["scmMinTlsVersion"]!);
            Assert.Equal("Disabled", (string)app["properties"]!["siteConfig"]!["ftpsState"]!);
        }

        Assert.All(OfType(resources, "Microsoft.ServiceBus/namespaces"), bus => Assert.Equal("1.2", (string)bus["properties"]!["minimumTlsVersion"]!));
    }

    [Fact]
    public async Task Nobody_calls_the_bridge()
    {
        var app = Assert.Single(OfType(await deployment.ResourcesAsync(), "Microsoft.App/containerApps"));

        Assert.Null(app["properties"]!["configuration"]!["ingress"]);
    }

    [Fact]
    public void No_file_knows_the_domain_of_a_cloud()
    {
        var files = Repository.BicepFiles.Append(Repository.At("bicep", "workbook.json"));

        Assert.All(files, file => Assert.DoesNotMatch(CloudDomain(), File.ReadAllText(file)));
    }

    private static List<JsonNode> OfType(IEnumerable<JsonNode> resources, string type) =>
        [.. resources.Where(resource => (string?)resource["type"] == type)];

    [GeneratedRegex(@"\b(windows\.net|azure\.(com|net|cn|us|io)|azure[a-z]+\.(net|com|io|cn)|microsoft(online)?\.(com|cn)|chinacloud\w*\.cn|usgovcloud\w*\.net|usgov\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex CloudDomain();
}
