using System.Globalization;
using HzFunctions.Local.Broker;
using HzFunctions.Local.Processes;

namespace HzFunctions.Local.Run.Setup;

/// <summary>The broker of a local run: mosquitto where it is installed, an embedded one otherwise. Which of the two is said.</summary>
internal static class LocalBroker
{
    public static ProcessSpecification Prepare(StateFolder folder, int port, IReadOnlyList<BrokerUser> users, Action<string> say)
    {
        if (MosquittoProgram.Find() is { } mosquitto)
        {
            say("MQTT broker: mosquitto, with persistence.");
            var files = new MosquittoFiles(folder.Broker);
            files.Write(port, users);
            return new ProcessSpecification(
                "mosquitto", mosquitto, ["-c", files.Configuration], new Dictionary<string, string?>(), folder.Broker, folder.LogOf("mosquitto"));
        }

        say("MQTT broker: embedded, since mosquitto is not installed. What it holds does not survive its death.");
        var usersFile = Path.Combine(folder.Broker, "users.json");
        BrokerCommand.WriteUsers(usersFile, users);
        string[] arguments = ["--port", port.ToString(CultureInfo.InvariantCulture), "--users", usersFile];
        return LocalProgram.InRole(BrokerCommand.Name, arguments, folder.LogOf(BrokerCommand.Name));
    }
}
