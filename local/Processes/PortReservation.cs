using System.Collections;

namespace HzFunctions.Local.Processes;

/// <summary>
/// Ports that are this reservation's alone (<see cref="FreePorts"/>). Each is claimed by a lock on a file of its name in
/// the temporary folder, which the operating system takes back when the process ends.
/// </summary>
public sealed class PortReservation : IReadOnlyList<int>, IDisposable
{
    private readonly List<(int Port, FileStream Claim)> _claims = [];

    /// <inheritdoc/>
    public int Count => _claims.Count;

    /// <inheritdoc/>
    public int this[int index] => _claims[index].Port;

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => _claims.Select(claim => claim.Port).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public void Dispose() => _claims.ForEach(claim => claim.Claim.Dispose());

    internal bool TryClaim(int port)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "hzfunctions-ports"));
        try
        {
            var claim = new FileStream(Path.Combine(folder.FullName, $"{port}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            _claims.Add((port, claim));
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    internal void Release(int port)
    {
        var index = _claims.FindIndex(claim => claim.Port == port);
        _claims[index].Claim.Dispose();
        _claims.RemoveAt(index);
    }
}
