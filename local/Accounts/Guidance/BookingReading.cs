namespace HzFunctions.Local.Accounts.Guidance;

/// <summary>What the gateway says of a booking at the end.</summary>
/// <param name="BookRecordId">预定记录 id.</param>
/// <param name="State">预约状态: 1 正常, 2 取消, 3 失效; null where the gateway does not have it.</param>
internal sealed record BookingReading(string BookRecordId, int? State);
