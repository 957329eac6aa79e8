using HzFunctions.Local.FunctionsHost.Configuration;
using HzFunctions.Local.Tests.FunctionsHost.Support;

namespace HzFunctions.Local.Tests.FunctionsHost;

/// <summary>host.json and function.json as the host reads them: A.1, C.1, C.5.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private readonly ScriptRoot _root = new();
    private readonly Dictionary<string, string> _settings = [];

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Defaults_are_those_of_the_real_host()
    {
        _root.Host.Remove("extensions");

        var read = Read();

        Assert.Equal(("api", TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(30)), (read.RoutePrefix, read.FunctionTimeout, read.CustomHandler.InitializationTimeout));
        Assert.Equal((false, false, true), (read.CustomHandler.ForwardsHttp, read.CustomHandler.ProxiesHttp, read.CustomHandler.StandardErrorIsError));
        Assert.Equal((16, 8 * Environment.ProcessorCount, 5), (read.Queues.BatchSize, read.Queues.NewBatchThreshold, read.Queues.MaxDequeueCount));
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromMinutes(1), true), (read.Queues.VisibilityTimeout, read.Queues.MaxPollingInterval, read.Queues.IsBase64));
        Assert.Equal(_root.Path, read.CustomHandler.WorkingDirectory);
    }

    [Fact]
    public void The_host_json_of_this_repository_is_read()
    {
        File.Copy(Path.Combine(RepositoryFolder.Root, "host.json"), Path.Combine(_root.Path, "host.json"));

        var read = ReadAsItStands();

        Assert.Equal(("", TimeSpan.FromMinutes(5), 1000), (read.RoutePrefix, read.FunctionTimeout, read.Queues.MaxDequeueCount));
        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1), false), (read.Queues.VisibilityTimeout, read.Queues.MaxPollingInterval, read.Queues.IsBase64));
        Assert.Equal((true, true, "handler"), (read.CustomHandler.ForwardsHttp, read.CustomHandler.ProxiesHttp, read.CustomHandler.Executable));
    }

    [Fact]
    public void A_relative_executable_is_the_worker_directory_s_when_it_is_there_and_else_left_for_PATH()
    {
        Directory.CreateDirectory(Path.Combine(_root.Path, "worker"));
        File.WriteAllText(Path.Combine(_root.Path, "worker", "mine"), "");
        var description = _root.Host["customHandler"]!["description"]!;
        description["workerDirectory"] = "worker";
        description["workingDirectory"] = "elsewhere";
        _settings["WHO"] = "mine";

        description["defaultExecutablePath"] = "%WHO%";
        var read = Read();
        Assert.Equal(Path.Combine(_root.Path, "worker", "mine"), read.CustomHandler.Executable);
        Assert.Equal(Path.Combine(_root.Path, "elsewhere"), read.CustomHandler.WorkingDirectory);

        description["defaultExecutablePath"] = "dotnet";
        Assert.Equal("dotnet", Read().CustomHandler.Executable);
    }

    [Fact]
    public void A_setting_overrides_a_key_and_arguments_as_the_text_of_an_array()
    {
        _settings["AzureFunctionsJobHost__extensions__queues__batchSize"] = "4";
        _settings["AzureFunctionsJobHost__customHandler__description__arguments"] = """["one","two"]""";
        _settings["azurefunctionsjobhost__functionTimeout"] = "-1";

        var read = Read();

        Assert.Equal((4, "one two", null), (read.Queues.BatchSize, read.CustomHandler.Arguments, read.FunctionTimeout));
    }

    [Theory]
    [InlineData("functionTimeout", "soon")]
    [InlineData("extensions:queues:batchSize", "33")]
    [InlineData("extensions:queues:maxPollingInterval", "00:00:00.05")]
    [InlineData("extensions:queues:messageEncoding", "rot13")]
    [InlineData("customHandler:port", "70000")]
    [InlineData("customHandler:description:defaultExecutablePath", "")]
    [InlineData("configurationProfile", "mcp-custom-handler")]
    public void A_wrong_value_is_refused_by_its_key(string key, string value)
    {
        _settings["AzureFunctionsJobHost__" + key.Replace(":", "__", StringComparison.Ordinal)] = value;

        var error = Assert.Throws<HostConfigurationException>(Read);

        Assert.Contains(key.Replace(':', '.'), error.Message.Replace(':', '.'), StringComparison.Ordinal);
    }

    [Fact]
    public void No_host_json_and_no_JSON_are_said_in_words()
    {
        Assert.Contains("no host.json", Assert.Throws<HostConfigurationException>(ReadAsItStands).Message, StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(_root.Path, "host.json"), "{");
        Assert.Contains("not JSON", Assert.Throws<HostConfigurationException>(ReadAsItStands).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1st", "its name must be")]
    [InlineData("host", "its name must be")]
    [InlineData("a.b", "its name must be")]
    public void A_bad_function_name_is_refused(string name, string because)
    {
        _root.AddFunction(name, TestHost.PlainHttp);

        Assert.Contains($"'{name}' ({name}/function.json): {because}", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"type":"httpTrigger","name":"a"},{"type":"http","direction":"out","name":"A"}]""", "two bindings have the name")]
    [InlineData("""[{"type":"httpTrigger","name":"a-b"}]""", "binding name 'a-b'")]
    [InlineData("""[{"type":"httpTrigger","name":"a","direction":"sideways"}]""", "direction 'sideways'")]
    [InlineData("""[{"type":"httpTrigger","name":"a","route":"%UNKNOWN%"}]""", "%UNKNOWN% does not exist")]
    public void A_bad_binding_is_refused(string bindings, string because)
    {
        _root.AddFunction("Broken", bindings);

        Assert.Contains($"'Broken' (Broken/function.json): ", Refusal(), StringComparison.Ordinal);
        Assert.Contains(because, Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_bad_function_is_named_at_once()
    {
        _root.AddFunction("One", "[]", """, "retry": {}""");
        _root.AddFunction("Two", "[");
        _root.AddFunction("three", TestHost.PlainHttp);
        _root.AddFunction("Three", TestHost.PlainHttp);

        var problems = Assert.Throws<HostConfigurationException>(ReadFunctions).Problems;

        Assert.Equal(3, problems.Count);
        Assert.Contains("'retry' is not supported", problems[0], StringComparison.Ordinal);
        Assert.Contains("not a JSON object", problems[1], StringComparison.Ordinal);
        Assert.Contains("the same name but for case", problems[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_expanded_in_every_text_of_a_binding()
    {
        _settings["Uplink__Queue"] = "forward-uplink";
        _root.AddFunction("Forward", """[{"type":"queueTrigger","name":"item","queueName":"%Uplink:Queue%-x"}]""");

        Assert.Equal("forward-uplink-x", ReadFunctions().Single().Trigger.Text("queueName"));
    }

    [Theory]
    [InlineData(""", "disabled": true""", true)]
    [InlineData(""", "disabled": "IS_OFF" """, true)]
    [InlineData(""", "disabled": "%IS_ON%" """, false)]
    [InlineData("", false)]
    public void A_function_may_be_disabled(string more, bool expected)
    {
        _settings["IS_OFF"] = "1";
        _settings["IS_ON"] = "0";
        _root.AddFunction("Asleep", TestHost.PlainHttp, more);

        Assert.Equal(expected, ReadFunctions().Single().IsDisabled);
    }

    private AppSettings Settings() => new(_settings);

    private HostSettings Read()
    {
        _root.WriteHost();
        return ReadAsItStands();
    }

    private HostSettings ReadAsItStands()
    {
        var reader = new HostSettingsReader(_root.Path, Settings());
        return reader.Read(reader.Load());
    }

    private IReadOnlyList<FunctionDefinition> ReadFunctions() => new FunctionReader(_root.Path, Settings()).Read();

    private string Refusal() => Assert.Throws<HostConfigurationException>(ReadFunctions).Message;
}
