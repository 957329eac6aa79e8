using System.Net;
using System.Net.Sockets;

namespace HzFunctions.Local.Processes;

/// <summary>
/// Picks ports on the loopback address for processes that are started now and started again later on the same ports.
/// </summary>
/// <remarks>
/// They lie below the ports that operating systems hand out to outgoing connections: one of those could take the port
/// while its owner is being restarted.
/// </remarks>
public static class FreePorts
{
    private const int Lowest = 10_000;
    private const int Highest = 29_999;

    /// <summary>
    /// Reserves ports that nothing listens on. No other reservation, of this process or another, has them until this one
    /// is disposed or its process ends.
    /// </summary>
    public static PortReservation Reserve(int count)
    {
        var reservation = new PortReservation();
        while (reservation.Count < count)
        {
            var port = Random.Shared.Next(Lowest, Highest + 1);
            if (reservation.TryClaim(port) && !IsFree(port))
            {
                reservation.Release(port);
            }
        }

        return reservation;
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
