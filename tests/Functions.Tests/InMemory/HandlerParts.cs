using System.Diagnostics.Metrics;
using HzFunctions.Functions.Billing;
using HzFunctions.Functions.CityBrainGateway;
using HzFunctions.Functions.Directory;
using HzFunctions.Functions.Downlinks;
using HzFunctions.Functions.Forwarding;
using HzFunctions.Functions.Guidance;
using HzFunctions.Functions.Journal;
using HzFunctions.Functions.Photos;
using HzFunctions.Functions.Storage;
using HzFunctions.Functions.Tests.Billing;
using HzFunctions.Functions.Tests.Downlink;
using HzFunctions.Functions.Watch;
using Microsoft.Extensions.Logging.Abstractions;

namespace HzFunctions.Functions.Tests.InMemory;

/// <summary>The parts of one handler process that accept and forward, put together as the handler does.</summary>
internal sealed class HandlerParts
{
    public HandlerParts(
        ITable log,
        ITable directory,
        IBell bell,
        ISiteUplink uplink,
        IPhotoStore photos,
        ISiteRegistry sites,
        TimeProvider time,
        Random chance,
        ForwardingOptions options)
    {
        var sequences = new SequenceSource(time);
        Journal = new EventJournal(log, sequences, time);
        DeadLetters = new DeadLetterDesk(log, Journal, sequences, time);
        var guidance = new GuidanceStore(new InMemoryTable(time));
        var gates = new GateEvents(guidance, new VehiclePlaces(guidance, time), time);
        Events = new EventDesk(Journal, photos, bell, NoBills(directory, sequences, time), gates, NullLogger<EventDesk>.Instance);
        Standings = new AccessStandings(directory, time);
        Leases = new SiteLeases(log, time);
        Meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        var metrics = new OutboxMetrics(Meters, time);
        Watch = new WatchFunction(log, sites, Leases, Standings, bell, metrics, time);
        Judge = new RecordJudge(Journal, Standings, options, time, chance, NullLogger<RecordJudge>.Instance);
        var forwarder = new RecordForwarder(Journal, new OutcomeWriter(log, metrics, time), photos, uplink, Judge, options);
        var lanes = new LaneRunner(forwarder);
        Drain = new OutboxDrain(log, Leases, Standings, forwarder, lanes, sites, bell, options, time, chance);
    }

    // The car parks of these tests are in no directory: none of their bills is driven.
    private static PayRecords NoBills(ITable directory, SequenceSource sequences, TimeProvider time)
    {
        var sites = new SiteDirectory(directory);
        var queue = new InMemoryDownlinkQueue(time);
        var notices = new CarParkNotices(sites, new InboxSignals(), queue, sequences, time, NullLogger<CarParkNotices>.Instance);
        var bells = new BillBells(new InMemoryBillQueue(time), NullLogger<BillBells>.Instance);
        return new PayRecords(
            new BillStore(new DownlinkStore(new InMemoryTable(time)), sequences), new BillAutomation(sites), new BillNotices(notices), notices, bells, time);
    }

    public IMeterFactory Meters { get; }

    public EventJournal Journal { get; }

    public DeadLetterDesk DeadLetters { get; }

    public EventDesk Events { get; }

    public AccessStandings Standings { get; }

    public SiteLeases Leases { get; }

    public RecordJudge Judge { get; }

    public OutboxDrain Drain { get; }

    public WatchFunction Watch { get; }
}
