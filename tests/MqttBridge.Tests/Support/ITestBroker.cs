using HzFunctions.Local.Broker;

namespace HzFunctions.MqttBridge.Tests.Support;

/// <summary>A broker that a test starts.</summary>
internal interface ITestBroker : IAsyncDisposable
{
    Uri Address { get; }

    Task StartAsync(params IReadOnlyList<BrokerUser> users);

    /// <summary>Changes who may log in.</summary>
    Task AdmitAsync(params IReadOnlyList<BrokerUser> users);
}
