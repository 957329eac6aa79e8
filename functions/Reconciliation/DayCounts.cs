namespace HzFunctions.Functions.Reconciliation;

/// <summary>What a day comes to (§3.3.1): what was forwarded, and beside it what was not.</summary>
/// <param name="ArriveNum">到达记录数, by arriveTime.</param>
/// <param name="LeaveNum">离开记录数, by endTime.</param>
/// <param name="PhotoNum">图片记录数, by time.</param>
/// <param name="PayNum">账单笔数, by dealTime.</param>
/// <param name="PayTotal">对账总金额, in fen.</param>
/// <param name="DeadLetters">Records of the day that the city brain has refused. They are in none of the numbers.</param>
internal sealed record DayCounts(int ArriveNum, int LeaveNum, int PhotoNum, int PayNum, long PayTotal, int DeadLetters);
