namespace HzFunctions.Local.Accounts;

/// <summary>The states in which an accepted event can be. It is always in exactly one.</summary>
internal enum EventState
{
    Pending,
    Forwarded,
    Refused,
    Superseded,
    Suspended,
    Discarded,
}
