namespace HzFunctions.Functions.Directory;

/// <summary>Where a car park wants to be called.</summary>
/// <param name="Url">The URL, which may hold anything: it is not logged.</param>
/// <param name="Secret">Where the secret is that calls are signed with, <c>vault-secret:{name}</c> or <c>file:{path}</c>; never the secret itself.</param>
internal sealed record WebhookSetting(string Url, string Secret);
