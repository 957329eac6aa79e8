using HzFunctions.Local.FunctionsHost.Durable.Storage;

namespace HzFunctions.Local.FunctionsHost.Durable.Instances;

/// <summary>Brings messages from one instance to another.</summary>
internal interface IMessageRouter
{
    /// <summary>Completes when the message is stored with its receiver, or dropped because there is none.</summary>
    Task DeliverAsync(OutgoingMessage message);
}
