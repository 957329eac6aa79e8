using HzFunctions.Local.CarParkSimulator.Bills;
using HzFunctions.Local.CarParkSimulator.Downlinks;
using HzFunctions.Local.CarParkSimulator.Ledger;
using HzFunctions.Local.CarParkSimulator.Links;
using HzFunctions.Local.CarParkSimulator.Stays;
using HzFunctions.Local.CarParkSimulator.Uploads;
using HzFunctions.Local.Endpoints;
using HzFunctions.Local.Records;
using HzFunctions.Local.Wire;

namespace HzFunctions.Local.CarParkSimulator.Traffic;

/// <summary>Furnishes the simulated car parks, so that nothing of an earlier run comes again.</summary>
internal sealed class CarParkFactory(CarParkLedger ledger, GatewayCall call, Pace pace, CarParkSimulatorOptions options, TimeProvider time)
{
    public CarPark Make(CarParkEndpoint endpoint, int number, PresentVehicles present)
    {
        var site = new Site(endpoint.AccessID, endpoint.ParkingCode);
        var earlier = ledger.Earlier.Where(line => line.Site == site).ToList();
        var random = new Random(SeedOf(number));
        var berths = new Berths(total: 150 + (50 * number), open: 130 + (45 * number));
        var score = new SiteScore(Count(earlier, LedgerEvent.Accepted), Count(earlier, LedgerEvent.Refused));
        var link = Link(endpoint);
        var delivery = new Delivery(site, link, ledger, score, Random.Shared, time);
        return new CarPark(
            site,
            new StayDraw(site.ParkingCode, random, earlier.Select(line => line.Uid).OfType<string>(), options.PayLater),
            new StayUploads(site.ParkingCode, berths, new RecordIds(number, ledger.Generation), random),
            new OfficeUploads(site.ParkingCode, endpoint.ParkingName, berths, new Random(SeedOf(-number - 1))),
            present,
            delivery,
            new Cashier(link, delivery, new BillNotes(site, ledger), endpoint.Downlink == DownlinkForm.Own, Random.Shared, time),
            score,
            pace,
            time);
    }

    // The same seed plays the same day again, but never the same day twice over one ledger.
    private int SeedOf(int number) => unchecked((options.Seed * 31 + number) * 31 + ledger.Generation);

    private static int Count(List<LedgerLine> lines, LedgerEvent kind) => lines.Count(line => line.Event == kind);

    public ICarParkLink Link(CarParkEndpoint endpoint) => endpoint.Form == UploadForm.Wire
        ? new WireLink(call, endpoint.AccessID, WireKeys.ReadPrivate(File.ReadAllText(endpoint.PrivateKeyFile)))
        : new JsonLink(call, endpoint.ApiKey);
}
