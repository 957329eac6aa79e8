using System.Globalization;
using HzFunctions.Local.Broker;
using HzFunctions.Local.Processes;

namespace HzFunctions.Local.Run.Setup;

/// <summary>The broker of a local run: mosquitto where it is installed, an embedded one otherwise. Which of the two is said.</summary>
internal static class LocalBroker
{
    /// <exception cref="InvalidOperationException">mosquitto was asked for and is not installed.</exception>
    public static ProcessSpecification Prepare(
        BrokerChoice choice, StateFolder folder, int port, IReadOnlyList<BrokerUser> users, Action<string> say)
    {
        var mosquitto = choice == BrokerChoice.Embedded ? null : MosquittoProgram.Find();
        if (mosquitto is not null)
        {
            say("MQTT broker: mosquitto, with persistence.");
            return Mosquitto(mosquitto, folder, port, users);
        }

        if (choice == BrokerChoice.Mosquitto)
        {
            throw new InvalidOperationException("mosquitto is not installed, and --broker asks for it.");
        }

        say($"MQTT broker: embedded, {(choice == BrokerChoice.Any ? "since mosquitto is not installed" : "as asked for")}. What it holds does not survive its death.");
        return Embedded(folder, port, users);
    }

    private static ProcessSpecification Mosquitto(string program, StateFolder folder, int port, IReadOnlyList<BrokerUser> users)
    {
        var files = new MosquittoFiles(folder.Broker);
        files.Write(port, users);
        return new ProcessSpecification(
            "mosquitto", program, ["-c", files.Configuration], new Dictionary<string, string?>(), folder.Broker, folder.LogOf("mosquitto"));
    }

    private static ProcessSpecification Embedded(StateFolder folder, int port, IReadOnlyList<BrokerUser> users)
    {
        var usersFile = Path.Combine(folder.Broker, "users.json");
        BrokerCommand.WriteUsers(usersFile, users);
        string[] arguments = ["--port", port.ToString(CultureInfo.InvariantCulture), "--users", usersFile];
        return LocalProgram.InRole(BrokerCommand.Name, arguments, folder.LogOf(BrokerCommand.Name));
    }
}
