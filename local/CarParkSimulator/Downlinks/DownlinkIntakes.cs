using System.Text;
using HzFunctions.Local.CarParkSimulator.Bills;
using HzFunctions.Local.CarParkSimulator.Guidance;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CarParkSimulator.Traffic;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CarParkSimulator.Downlinks;

/// <summary>All car parks' ways of hearing the city brain, each as its endpoint says.</summary>
internal sealed class DownlinkIntakes(
    LocalEndpoints endpoints,
    HttpClient gateway,
    CarParkLedger ledger,
    CarParkFactory factory,
    IReadOnlyList<PresentVehicles> present,
    IReadOnlyList<IBillListener> bills,
    IReadOnlyList<GuidedFloor?> floors,
    bool prompt,
    TimeProvider time)
{
    private static readonly TimeSpan ListeningWithin = TimeSpan.FromSeconds(10);

    private readonly List<IDownlinkIntake> _intakes = [];

    /// <summary>Begins to take messages; returns when all car parks listen, or with a broker that is away for a while.</summary>
    /// <returns>What ends when told to stop: also after the traffic is over the city brain has still something to say.</returns>
    public async Task<Task> StartAsync(CancellationToken stop)
    {
        _intakes.AddRange(endpoints.CarParks.Select(Intake).OfType<IDownlinkIntake>());
        var taking = Task.WhenAll(_intakes.Select(intake => intake.RunAsync(stop)));
        var patience = Task.Delay(ListeningWithin, time, stop);
        await Task.WhenAny(Task.WhenAll(_intakes.Select(intake => intake.Listening)), patience);
        return taking;
    }

    public void MapWebhooks(IEndpointRouteBuilder routes)
    {
        for (var index = 0; index < endpoints.CarParks.Count; index++)
        {
            if (endpoints.CarParks[index] is { WebhookSecretFile: { } secretFile } carPark)
            {
                var secret = Encoding.UTF8.GetBytes(File.ReadAllText(secretFile));
                var receiver = new WebhookReceiver(secret, Desk(carPark, index), Temper(), time);
                routes.MapPost(
                    $"/webhooks/{carPark.AccessID}/{carPark.ParkingCode}",
                    (HttpRequest request, CancellationToken cancellation) => receiver.ReceiveAsync(request, cancellation));
            }
        }
    }

    private IDownlinkIntake? Intake(CarParkEndpoint carPark, int index) => carPark.Downlink switch
    {
        DownlinkForm.Inbox => new InboxReader(gateway, carPark.ApiKey, Desk(carPark, index), Temper(), time),
        DownlinkForm.Own when carPark is { MqttPasswordFile: not null, PlatformKeyFile: not null } =>
            new OwnConnection(carPark, endpoints.Mqtt, factory.Link(carPark), Desk(carPark, index), time),
        _ => null,
    };

    private NoticeDesk Desk(CarParkEndpoint carPark, int index) =>
        new(new Site(carPark.AccessID, carPark.ParkingCode), carPark.Downlink, ledger, present[index], bills[index], time, floors[index]);

    private Temper Temper() => new(prompt, Random.Shared, time);
}
