using System.Security.Cryptography;
using System.Text;
using HzFunctions.Local.Run.Setup;
using HzFunctions.Local.Tests.Conditions;
using HzFunctions.Local.Wire;

namespace HzFunctions.Local.Tests.Run;

public sealed class KeyRingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1024)]
    [InlineData(2048)]
    public void A_key_has_the_bits_asked_for_and_its_halves_belong_together(int bits)
    {
        var files = new KeyRing(_folder.Path).KeysOf("A", bits);

        var message = WireMessage.Seal("{}", WireKeys.ReadPrivate(File.ReadAllText(files.PrivateKeyFile)));
        var sender = WireKeys.ReadPublic(files.PublicKey);
        Assert.Equal(bits, sender.Modulus.BitLength);
        Assert.Equal("{}", new WireOpener(sender, WireHash.Md5, sender).Open(message.Cipher, message.Sign).Text);
    }

    [Fact]
    public void Keys_are_found_again_by_the_next_run()
    {
        var first = new KeyRing(_folder.Path);
        var second = new KeyRing(_folder.Path);

        Assert.Equal(first.KeysOf("A", 1024).PublicKey, second.KeysOf("A", 1024).PublicKey);
        Assert.Equal(first.AdminKey, second.AdminKey);
        Assert.NotEqual(first.KeysOf("A", 1024).PublicKey, first.KeysOf("B", 1024).PublicKey);
    }

    [Fact]
    public void The_handler_is_told_a_digest_of_the_admin_key()
    {
        var keys = new KeyRing(_folder.Path);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(keys.AdminKey))), keys.AdminKeySha256);
        Assert.Equal(64, keys.AdminKey.Length);
    }

    [Fact]
    public void Nobody_but_the_owner_may_read_what_is_secret()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        var keys = new KeyRing(_folder.Path);
        _ = keys.AdminKey;
        keys.KeysOf("A", 1024);

        Assert.All(
            Directory.GetFiles(_folder.Path),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OwnerOnly(file)));
    }

    private static UnixFileMode OwnerOnly(string file) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file);
}
