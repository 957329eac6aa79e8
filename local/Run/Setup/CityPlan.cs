using HzFunctions.Local.Endpoints;

namespace HzFunctions.Local.Run.Setup;

/// <summary>
/// The local city: two accesses that use the gateway's JSON form, one with a key of 1024 bits as the platform issues them and one of 2048,
/// a third whose clients speak the wire form and have an MQTT connection of their own, and as many car parks as asked for. The first two
/// have the same parkingCode, each under another access; the last speaks the wire form.
/// </summary>
internal sealed record CityPlan(IReadOnlyList<AccessPlan> Accesses, IReadOnlyList<CarParkPlan> CarParks)
{
    private const int JsonAccesses = 2;

    private static readonly string[] Names =
    [
        "吴山广场", "西湖文化广场", "武林广场", "钱江新城", "城站火车站", "黄龙体育中心", "湖滨银泰", "河坊街", "龙翔桥", "滨江星光大道", "灵隐", "东站西广场",
    ];

    public static CityPlan Make(int carParks, KeyRing keys)
    {
        AccessPlan[] accesses = [Access("A00001", 1024, keys), Access("A00002", 2048, keys), Access("A00003", 1024, keys, hasOwnConnection: true)];
        return new CityPlan(accesses, [.. Enumerable.Range(0, carParks).Select(index => CarPark(accesses, index, carParks, keys))]);
    }

    private static AccessPlan Access(string accessID, int bits, KeyRing keys, bool hasOwnConnection = false) => new(
        accessID,
        keys.KeysOf(accessID, bits),
        keys.KeysOf($"{accessID}.client", bits),
        keys.KeysOf($"{accessID}.platform", bits),
        keys.SecretFileOf($"{accessID}.mqtt"),
        hasOwnConnection);

    private static CarParkPlan CarPark(AccessPlan[] accesses, int index, int count, KeyRing keys)
    {
        var isWire = index == count - 1 && count > 1;
        var ofAccess = isWire ? JsonAccesses : index % JsonAccesses;
        var code = $"{(index < JsonAccesses ? 1001 : (1000 * (ofAccess + 1)) + 1 + (index / JsonAccesses))}";
        var name = index < Names.Length ? Names[index] : $"{index + 1}号公共停车场";
        var accessID = accesses[ofAccess].AccessID;
        var downlink = isWire ? DownlinkForm.Own : index % 2 == 0 ? DownlinkForm.Inbox : DownlinkForm.Webhook;
        var secret = downlink == DownlinkForm.Webhook ? keys.SecretFileOf($"{accessID}.{code}.webhook") : null;
        return new CarParkPlan(accessID, code, name, isWire ? UploadForm.Wire : UploadForm.Json, downlink, secret);
    }
}
