using System.Security.Cryptography;
using HzFunctions.CityBrain.Envelope;
using HzFunctions.Functions.Keys;

namespace HzFunctions.Functions.Tests.Keys;

/// <summary>A vault with one key: the version in use and the one before, read again only when asked for now.</summary>
internal sealed class ChangingKeys : IPrivateKeySource
{
    private readonly List<(PrivateKeyVersion Version, PublicKey Public)> _versions = [];
    private IReadOnlyList<PrivateKeyVersion> _known = [];

    public ChangingKeys() => Rotate();

    /// <summary>What happens instead of sealing; null: nothing.</summary>
    public Exception? Fault { get; set; }

    /// <summary>The public half of a version, the oldest first.</summary>
    public PublicKey PublicKeyOf(int index) => _versions[index].Public;

    /// <summary>Time goes by, and the versions are read anew.</summary>
    public void Reread() => _known = [];

    public void Rotate()
    {
        using var rsa = RSA.Create(1024);
        var key = new MaybeFailing(this, PrivateKeys.Load(rsa.ExportPkcs8PrivateKeyPem()));
        _versions.Add((new PrivateKeyVersion($"v{_versions.Count + 1}", key), PublicKey.Load(rsa.ExportSubjectPublicKeyInfoPem())));
    }

    public Task<IReadOnlyList<PrivateKeyVersion>> LoadAsync(string reference, bool asOfNow, CancellationToken cancellationToken)
    {
        if (asOfNow || _known.Count == 0)
        {
            _known = [.. Enumerable.Reverse(_versions).Take(2).Select(version => version.Version)];
        }

        return Task.FromResult(_known);
    }

    private sealed class MaybeFailing(ChangingKeys owner, IPrivateKeyOperation key) : IPrivateKeyOperation
    {
        public int ModulusBytes => key.ModulusBytes;

        public async ValueTask<byte[]> ApplyAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken) =>
            owner.Fault is { } fault ? throw fault : await key.ApplyAsync(block, cancellationToken);
    }
}
