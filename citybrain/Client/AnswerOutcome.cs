namespace HzFunctions.CityBrain.Client;

/// <summary>What came of a call. A closed set: everything that the other side can do is one of these.</summary>
public enum AnswerOutcome
{
    /// <summary>resultCode 200, or an answer of an interface that has no resultCode.</summary>
    Accepted,

    /// <summary>resultCode 204: no data was found (没有查询到数据).</summary>
    NoData,

    /// <summary>resultCode 400 (缺失参数) and every code that the standard does not know: this request will not be accepted as it is.</summary>
    Refused,

    /// <summary>resultCode 500 (服务器错误): this record failed there; others need not.</summary>
    RecordError,

    /// <summary>
    /// Nobody spoke for the city brain: no connection, no answer in time, a gateway's answer (HTTP 408, 429, 502 to 504), or nothing
    /// readable. The request may have been carried out all the same.
    /// </summary>
    NothingAnswered,
}
