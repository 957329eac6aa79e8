using System.CommandLine;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace HzFunctions.Hz.Restore;

/// <summary>
/// Where the service's storage account is: a connection string in the environment, or the addresses of an account that has no shared keys, which takes the
/// sign-in of the Azure command line.
/// </summary>
internal sealed class StorageAccountOptions
{
    private const string ConnectionVariable = "HZ_STORAGE";
    private const string Container = "exports";
    private const BlobClientOptions.ServiceVersion BlobVersion = BlobClientOptions.ServiceVersion.V2026_06_06;

    private readonly Option<string> _tables = new("--tables") { Description = "The account's address for tables; your sign-in of the Azure command line is used." };
    private readonly Option<string> _blobs = new("--blobs") { Description = $"The account's address for blobs. Both left out: {ConnectionVariable} is the connection string." };

    public void AddTo(Command command)
    {
        command.Add(_tables);
        command.Add(_blobs);
    }

    /// <summary>The tables, and the container of the exports.</summary>
    /// <exception cref="HzFault">The command line and the environment do not say enough.</exception>
    public (TableServiceClient Tables, BlobContainerClient Exports) Open(ParseResult parsed, HzTerminal terminal) =>
        (parsed.GetValue(_tables), parsed.GetValue(_blobs)) switch
        {
            ({ } tables, { } blobs) => BySignIn(AddressIn(tables, _tables.Name), AddressIn(blobs, _blobs.Name)),
            (null, null) => ByConnectionString(
                terminal.Variable(ConnectionVariable) ?? throw new HzFault(ExitCode.Usage, $"--tables and --blobs: missing, and {ConnectionVariable} is not set")),
            _ => throw new HzFault(ExitCode.Usage, "--tables and --blobs: one is missing"),
        };

    private static Uri AddressIn(string text, string name) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address
        : throw new HzFault(ExitCode.Usage, $"{name}: is no https address");

    private static (TableServiceClient Tables, BlobContainerClient Exports) BySignIn(Uri tables, Uri blobs)
    {
        var credential = new AzureCliCredential();
        return (new TableServiceClient(tables, credential), new BlobServiceClient(blobs, credential, new BlobClientOptions(BlobVersion)).GetBlobContainerClient(Container));
    }

    private static (TableServiceClient Tables, BlobContainerClient Exports) ByConnectionString(string connection)
    {
        try
        {
            return (new TableServiceClient(connection), new BlobServiceClient(connection, new BlobClientOptions(BlobVersion)).GetBlobContainerClient(Container));
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or ArgumentException)
        {
            // The words of the fault may hold a part of the key.
            throw new HzFault(ExitCode.Usage, $"{ConnectionVariable}: is no connection string");
        }
    }
}
