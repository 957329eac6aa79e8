using System.CommandLine;

namespace HzFunctions.Hz.Gateway;

/// <summary>Where the gateway is and which key opens it. A key is never given on the command line, which other users of the machine can see.</summary>
internal sealed class GatewayOptions
{
    private const string GatewayVariable = "HZ_GATEWAY";

    private readonly Option<string> _gateway = new("--gateway") { Description = $"The gateway's address; {GatewayVariable} if left out." };
    private readonly Option<string> _keyFile;
    private readonly string _keyVariable;
    private readonly string _header;

    private GatewayOptions(string header, string option, string variable, string whose)
    {
        (_header, _keyVariable) = (header, variable);
        _keyFile = new Option<string>(option) { Description = $"A file with {whose}; {variable} if left out." };
    }

    /// <summary>For operators.</summary>
    public static GatewayOptions Admin() => new("X-Admin-Key", "--admin-key-file", "HZ_ADMIN_KEY", "the admin key");

    /// <summary>For a car park.</summary>
    public static GatewayOptions CarPark() => new("X-Api-Key", "--api-key-file", "HZ_API_KEY", "the car park's API key");

    public void AddTo(Command command)
    {
        command.Add(_gateway);
        command.Add(_keyFile);
    }

    /// <summary>A client for what the command line and the environment say.</summary>
    /// <exception cref="HzFault">They do not say enough.</exception>
    public GatewayClient Open(ParseResult parsed, HzTerminal terminal)
    {
        var text = parsed.GetValue(_gateway) ?? terminal.Variable(GatewayVariable)
            ?? throw new HzFault(ExitCode.Usage, $"--gateway: missing, and {GatewayVariable} is not set");
        var address = Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri!
            : throw new HzFault(ExitCode.Usage, "--gateway: is no http or https address");
        var key = parsed.GetValue(_keyFile) is { } file ? HzOptions.ReadFile(file) : terminal.Variable(_keyVariable)
            ?? throw new HzFault(ExitCode.Usage, $"{_keyFile.Name}: missing, and {_keyVariable} is not set");
        return key.AsSpan().ContainsAny('\r', '\n')
            ? throw new HzFault(ExitCode.Usage, $"{_keyFile.Name}: holds no key: a key is one line")
            : new GatewayClient(terminal.Http?.Invoke(address) ?? HttpTo(address), _header, key);
    }

    // To wherever a redirection leads, the key would go too.
    private static HttpClient HttpTo(Uri address) => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };
}
