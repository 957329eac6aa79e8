using System.Net;
using System.Net.Sockets;

namespace HzFunctions.FakeHandler;

/// <summary>Joins each connection to one of its own to the target.</summary>
internal sealed class Relay(IPEndPoint target)
{
    public async Task RunAsync(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        while (true)
        {
            _ = JoinAsync(await listener.AcceptTcpClientAsync());
        }
    }

    private async Task JoinAsync(TcpClient caller)
    {
        using (caller)
        {
            using var called = new TcpClient();
            try
            {
                await called.ConnectAsync(target);
                await Task.WhenAny(CopyAsync(caller, called), CopyAsync(called, caller));
            }
            catch (Exception error) when (error is IOException or SocketException)
            {
                // One side is gone; the other goes too.
            }
        }
    }

    private static Task CopyAsync(TcpClient from, TcpClient to) => from.GetStream().CopyToAsync(to.GetStream());
}
