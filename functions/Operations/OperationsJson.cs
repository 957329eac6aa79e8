using System.Text.Json.Serialization;
using HzFunctions.Functions.Audit;
using HzFunctions.Functions.DeadLetters;
using HzFunctions.Functions.Erasures;
using HzFunctions.Functions.OpsBills;
using HzFunctions.Functions.OpsReconciliations;
using HzFunctions.Functions.Sites;
using HzFunctions.Functions.Status;

namespace HzFunctions.Functions.Operations;

/// <summary>Source-generated serialization of what operators send and get.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(PutAccess))]
[JsonSerializable(typeof(PutSite))]
[JsonSerializable(typeof(NameSite))]
[JsonSerializable(typeof(PutIdentity))]
[JsonSerializable(typeof(RevokeKey))]
[JsonSerializable(typeof(DisableSite))]
[JsonSerializable(typeof(SiteMade))]
[JsonSerializable(typeof(KeyMade))]
[JsonSerializable(typeof(Done))]
[JsonSerializable(typeof(SiteList))]
[JsonSerializable(typeof(ReplayDeadLetters))]
[JsonSerializable(typeof(DiscardDeadLetters))]
[JsonSerializable(typeof(DeadLetterList))]
[JsonSerializable(typeof(DeadLetterDetail))]
[JsonSerializable(typeof(Changed))]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(QuarantineList))]
[JsonSerializable(typeof(PutBack))]
[JsonSerializable(typeof(BillList))]
[JsonSerializable(typeof(WriteOffBill))]
[JsonSerializable(typeof(ReviewedBill))]
[JsonSerializable(typeof(ReconciliationList))]
[JsonSerializable(typeof(ReconciliationReport))]
[JsonSerializable(typeof(RunReconciliation))]
[JsonSerializable(typeof(QuarantineDetail))]
[JsonSerializable(typeof(DiscardQuarantined))]
[JsonSerializable(typeof(AuditBody))]
[JsonSerializable(typeof(EraseVehicle))]
[JsonSerializable(typeof(ErasureBody))]
internal sealed partial class OperationsJson : JsonSerializerContext;
