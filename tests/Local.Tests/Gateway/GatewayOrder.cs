namespace HzFunctions.Local.Tests.Gateway;

/// <summary>Something that an operator ordered of the fake gateway.</summary>
internal sealed record GatewayOrder(string Method, string What, string Body);
