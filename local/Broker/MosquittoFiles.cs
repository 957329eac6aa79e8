using System.Security.Cryptography;
using System.Text;
using HzFunctions.Local.Endpoints;

namespace HzFunctions.Local.Broker;

/// <summary>
/// What mosquitto reads at its start: a configuration with persistence, so that what it has taken survives its death, and the file of
/// passwords, which a SIGHUP makes it read again.
/// </summary>
internal sealed class MosquittoFiles(string folder)
{
    private const int Iterations = 101;
    private const int SaltBytes = 12;
    private const int HashBytes = 64;

    public string Configuration => Path.Combine(folder, "mosquitto.conf");

    private string Passwords => Path.Combine(folder, "passwords");

    public void Write(int port, IEnumerable<BrokerUser> users)
    {
        Directory.CreateDirectory(folder);
        WriteUsers(users);

        // Started by root it would become a user of its own, who may not write here.
        OwnerOnlyFile.Write(
            Configuration,
            $"""
            listener {port} 127.0.0.1
            allow_anonymous false
            password_file {Passwords}
            persistence true
            persistence_location {folder}/
            autosave_on_changes true
            autosave_interval 1
            max_queued_messages 0
            log_dest stdout
            user {Environment.UserName}

            """);
    }

    public void WriteUsers(IEnumerable<BrokerUser> users) =>
        OwnerOnlyFile.Write(Passwords, string.Concat(users.Select(user => $"{user.Name}:{Hash(user.Password)}\n")));

    // As mosquitto_passwd writes it: $7$iterations$salt$PBKDF2-HMAC-SHA512.
    private static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, Iterations, HashAlgorithmName.SHA512, HashBytes);
        return $"$7${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}";
    }
}
