namespace HzFunctions.Functions.Guidance;

/// <summary>A driver wants a space (预定车位, §4.6.5).</summary>
/// <param name="ParkSpaceId">车位编号.</param>
/// <param name="UserId">三方应用的用户 id.</param>
/// <param name="Plate">车牌号, without blanks.</param>
/// <param name="Phone">用户手机号.</param>
internal sealed record BookingOrder(string ParkSpaceId, string UserId, string Plate, string Phone);
