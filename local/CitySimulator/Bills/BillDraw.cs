using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator.Bills;

/// <summary>Chance that is the same for the same bill each time: its draws come from a digest of site and billID. There are eight of them.</summary>
internal sealed class BillDraw(Site site, string billId)
{
    private readonly byte[] _digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{site.AccessID}\n{site.ParkingCode}\n{billId}"));
    private int _drawn;

    /// <summary>A number from 0 to 99.</summary>
    public int Percent() => (int)(Next() % 100);

    /// <summary>A duration between the two.</summary>
    public TimeSpan Between(TimeSpan least, TimeSpan most) => least + ((most - least) * (Next() / (double)uint.MaxValue));

    private uint Next() => BinaryPrimitives.ReadUInt32LittleEndian(_digest.AsSpan(sizeof(uint) * _drawn++));
}
