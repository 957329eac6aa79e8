using System.Net;
using System.Net.Sockets;
using HzFunctions.Local.Processes;

namespace HzFunctions.Local.Tests.Processes;

public sealed class FreePortsTests
{
    [Fact]
    public void Reserved_ports_can_be_listened_on_together()
    {
        using var ports = FreePorts.Reserve(20);

        var listeners = ports.Select(port => new TcpListener(IPAddress.Loopback, port)).ToList();
        listeners.ForEach(listener => listener.Start());
        listeners.ForEach(listener => listener.Dispose());

        Assert.Equal(20, ports.Distinct().Count());
    }

    [Fact]
    public void A_port_is_nobody_else_s_until_its_reservation_ends()
    {
        using var other = new PortReservation();
        int port;
        using (var ports = FreePorts.Reserve(1))
        {
            port = ports[0];
            Assert.False(other.TryClaim(port));
        }

        Assert.True(other.TryClaim(port));
    }

    [Fact]
    public void Reserved_ports_lie_below_those_of_outgoing_connections()
    {
        using var ports = FreePorts.Reserve(50);

        Assert.All(ports, port => Assert.InRange(port, 10_000, 29_999));
    }
}
