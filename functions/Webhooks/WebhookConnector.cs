using System.Net;
using System.Net.Sockets;

namespace HzFunctions.Functions.Webhooks;

/// <summary>Finds the addresses of a host name.</summary>
internal delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellationToken);

/// <summary>Connects to an address.</summary>
internal delegate Task<Stream> DialAddress(IPEndPoint address, CancellationToken cancellationToken);

/// <summary>
/// Connects webhooks. A name is resolved once, and the very address that was judged is connected to: a name that changes in between leads
/// nowhere else.
/// </summary>
internal sealed class WebhookConnector(WebhookTargets targets, ResolveHost resolve, DialAddress dial)
{
    /// <summary>Connects for a <see cref="SocketsHttpHandler"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken).ConfigureAwait(false);
        Exception? last = null;
        foreach (var address in addresses.Where(address => targets.Allows(host, address)))
        {
            try
            {
                return await dial(new IPEndPoint(address, context.DnsEndPoint.Port), cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException fault)
            {
                last = fault;
            }
        }

        throw new HttpRequestException(
            last is null ? "The webhook's host leads to no address that may be called." : "The webhook's host cannot be connected to.", last);
    }

    /// <summary>Asks the system's resolver.</summary>
    public static Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken);

    /// <summary>Opens a TCP connection.</summary>
    public static async Task<Stream> DialAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
