using HzFunctions.Local.Endpoints;

namespace HzFunctions.Local.Run.Setup;

/// <summary>
/// The local city: two accesses, one with a key of 1024 bits as the platform issues them and one of 2048, and as many car parks as asked
/// for. The first two have the same parkingCode, one under each access; the last speaks the wire form.
/// </summary>
internal sealed record CityPlan(IReadOnlyList<AccessPlan> Accesses, IReadOnlyList<CarParkPlan> CarParks)
{
    private static readonly string[] Names =
    [
        "吴山广场", "西湖文化广场", "武林广场", "钱江新城", "城站火车站", "黄龙体育中心", "湖滨银泰", "河坊街", "龙翔桥", "滨江星光大道", "灵隐", "东站西广场",
    ];

    public static CityPlan Make(int carParks, KeyRing keys)
    {
        AccessPlan[] accesses =
        [
            new("A00001", keys.KeysOf("A00001", 1024), keys.KeysOf("A00001.client", 1024)),
            new("A00002", keys.KeysOf("A00002", 2048), keys.KeysOf("A00002.client", 2048)),
        ];
        return new CityPlan(accesses, [.. Enumerable.Range(0, carParks).Select(index => CarPark(accesses, index, carParks))]);
    }

    private static CarParkPlan CarPark(AccessPlan[] accesses, int index, int count)
    {
        var ofAccess = index % accesses.Length;
        var code = index < accesses.Length ? 1001 : (1000 * (ofAccess + 1)) + 1 + (index / accesses.Length);
        var name = index < Names.Length ? Names[index] : $"{index + 1}号公共停车场";
        var form = index == count - 1 && count > 1 ? UploadForm.Wire : UploadForm.Json;
        return new CarParkPlan(accesses[ofAccess].AccessID, $"{code}", name, form);
    }
}
