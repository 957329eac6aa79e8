using HzFunctions.CityBrain.Catalogue;
using HzFunctions.Local.CitySimulator.Answers;
using HzFunctions.Local.CitySimulator.Bills;
using HzFunctions.Local.CitySimulator.Downlinks;
using HzFunctions.Local.CitySimulator.Memory;
using HzFunctions.Local.CitySimulator.Violations;
using HzFunctions.Local.Records;

namespace HzFunctions.Local.CitySimulator;

/// <summary>Takes one upload at a time: decides the answer, and writes down what it accepts before anybody hears of it.</summary>
internal sealed class CityDesk : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CityMemory _memory = new();
    private readonly OrderWatch _order = new();
    private readonly JournalFile<AcceptedLine> _journal;
    private readonly AnswerRules _rules;
    private readonly BillFinder _bills;
    private readonly BillWatch _billWatch;
    private readonly ViolationBook _violations;
    private readonly DownlinkBook _downlinks;
    private readonly DownlinkScript? _script;

    /// <param name="journalPath">Where what is accepted is written down.</param>
    /// <param name="rules">How uploads are answered.</param>
    /// <param name="bills">What is known and planned of bills.</param>
    /// <param name="billWatch">What clients do wrong about bills.</param>
    /// <param name="violations">What clients do wrong.</param>
    /// <param name="downlinks">What is sent down, and confirmed by uploads.</param>
    /// <param name="script">What follows from uploads; null: nothing.</param>
    public CityDesk(
        string journalPath,
        AnswerRules rules,
        BillFinder bills,
        BillWatch billWatch,
        ViolationBook violations,
        DownlinkBook downlinks,
        DownlinkScript? script)
    {
        _journal = JournalFile<AcceptedLine>.Open(journalPath, out var earlier);
        (_rules, _bills, _billWatch) = (rules, bills, billWatch);
        _violations = violations;
        _downlinks = downlinks;
        _script = script;
        foreach (var line in earlier)
        {
            _memory.Apply(line);
        }
    }

    public CityAnswer Decide(CityRequest request)
    {
        lock (_gate)
        {
            var answer = _rules.Answer(request, _memory);
            WatchOrder(request, answer);
            _billWatch.Judge(request, _memory);
            if (answer.IsSuccess && IsLost(request))
            {
                WriteDown(request, RecordOutcome.Lost);
            }
            else if (answer.IsSuccess)
            {
                var outcome = OutcomeOf(request);
                WriteDown(request, outcome);
                SendDown(request, outcome);
            }
            else if (request.Interface == "applyPayment")
            {
                WriteDown(request, answer.Fate == AnswerFate.CutBefore ? RecordOutcome.CutOff : RecordOutcome.Refused);
            }

            return answer;
        }
    }

    /// <summary>A fault made the city turn this upload away.</summary>
    public void NoteTurnedAway(CityRequest request)
    {
        lock (_gate)
        {
            if (request is { Interface: "uploadCarInData", Uid: { } uid })
            {
                _order.NoteTurnedAway(request.Site, uid);
            }
        }
    }

    /// <summary>Has something that nobody has sent.</summary>
    public void Invent(AcceptedLine line)
    {
        lock (_gate)
        {
            line = line with { Sequence = _memory.LastSequence + 1 };
            _journal.Append(line);
            _memory.Apply(line);
        }
    }

    /// <summary>Reads the memory while nothing is written to it.</summary>
    public TResult Look<TResult>(Func<CityMemory, TResult> look)
    {
        lock (_gate)
        {
            return look(_memory);
        }
    }

    public void Dispose() => _journal.Dispose();

    private void WatchOrder(CityRequest request, CityAnswer answer)
    {
        if (request is not { Uid: { } uid, UploadTime: { } uploadTime })
        {
            return;
        }

        if (!answer.IsSuccess && _rules.Orphaned(request, _memory))
        {
            _order.NoteOrphan(request.Site, uid, uploadTime);
        }
        else if (request.Interface == "uploadCarInData" && _order.IsOverdue(request.Site, uid, uploadTime))
        {
            _violations.Add(
                ViolationKind.WrongOrder,
                request.Interface,
                request.Site.AccessID,
                request.Site.ParkingCode,
                $"arrival {request.RecordId} was uploaded first, but something of its stay came before it");
        }
    }

    private bool IsLost(CityRequest request) => request is { LostShare: { } percent, RecordId: { } id, Definition.Role: UplinkRole.Event }
        && DayRecords.IsOne(request.Interface)
        && _memory.IsNextOf(request.Site, request.Interface, id, percent);

    private RecordOutcome OutcomeOf(CityRequest request) => _memory.OutcomeOf(
        request.Site, request.Interface, request.RecordId, ContentFingerprint.Of(request.Data, request.File?.Sha256));

    private void WriteDown(CityRequest request, RecordOutcome outcome)
    {
        var line = new AcceptedLine(
            _memory.LastSequence + 1,
            request.Now,
            request.Site.AccessID,
            request.Site.ParkingCode,
            request.Interface,
            request.RecordId,
            request.Uid,
            outcome,
            request.Data,
            request.File);
        _journal.Append(line);
        _memory.Apply(line);
    }

    private void SendDown(CityRequest request, RecordOutcome outcome)
    {
        if (Confirmation.IsOne(request.Interface, request.Data))
        {
            _downlinks.Confirm(request.Site.AccessID, request.Interface, request.Data);
        }

        var billId = BillHistory.BillIdOf(request.Interface, request.Data);
        if (billId is not null && request.Interface == "cancelOverDueBill")
        {
            _downlinks.WithdrawPayment(request.Site, billId);
        }

        if (_script is not null && outcome == RecordOutcome.Accepted)
        {
            var bill = billId is null ? null : _bills.Find(_memory, request.Site, billId, request.Now);
            foreach (var order in _script.After(request, bill))
            {
                _downlinks.Make(order);
            }
        }
    }
}
