#include "verify/entry_members.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

namespace recanvass::verify {
namespace {

using base::Json;
using Members = std::vector<EntryMember>;

struct KindMembers {
  const char* kind;
  const char* members;  // by name; in brackets what is inside
};

constexpr const char* kTally = "batch ballots votes blank over reason words";
constexpr const char* kFileMembers = "(sha256 bytes name)";

constexpr KindMembers kPeople[] = {
    {"operation.open",
     "origin name election jurisdiction contest vote_for choices(id name) counties(id name) policy "
     "law_day election_day office seats officer_name officer_key training"},
    {"account.add", "account name role county public_key"},
    {"account.close", "account reason"},
    {"key.rotate", "account public_key reason"},
    {"approve", "entry reason"},
    {"decline", "entry reason"},
    {"rollback.record", "lost_size lost_root kept_size reason"}};

constexpr KindMembers kInputs[] = {
    {"manifest.add", "county batches(batch container unit ballots)"},
    {"returns.add", "county units(unit name votes ballots registered)"},
    {"outcome.report", "votes source total_votes ballots"},
    {"choice.map", "spelling choice"},
    {"result.version",
     "county label known_on source units(unit votes name ballots registered blank over tape(choice "
     "votes)) cause words minute"},
    {"result.publish", "county units"},
    {"cards.import",
     "import county format sources(name bytes source_sha256) store_sha256 cards ballots contests "
     "contest withheld_rows ignored"},
    {"cards.correct",
     "import county format sources(name bytes source_sha256) store_sha256 cards ballots contests "
     "contest withheld_rows ignored reason"},
    {"input.revise", "input id reason ballots container unit name votes registered total_votes"},
    {"input.correct", "input id reason ballots container unit name votes registered total_votes"},
    {"commitment.publish", "inputs_sha256 published_in"},
    {"witness.add", "verifier_key"},
    {"witness.record", "witness size root cosignature"},
    {"audit.contest",
     "contest name rule vote_for seats choices(id name) reported tabulated winners share "
     "risk_limit targeted on_every_card lists assertions(kind winner loser standing lead)"},
    {"audit.list", "list county import records_root cards_per_ballot at_most"},
    {"audit.batches",
     "list batches(batch cards positions imprint pool reported(contest votes for against))"},
    {"audit.method", "design draw draw_from risk_function settings(name value) schedule"},
    {"audit.commit", "audit_sha256 published_in"},
    {"audit.seed", "digits read_back witnesses thrown_at place"},
    {"audit.draw", "list cards found(round first drawn)"},
    {"card.fetch", "list card outcome looked_for_by words"},
    {"card.pull-again", "list card reason words"},
    {"reading.enter",
     "list card imprint readings(contest state marks(choice rank) cards votes) replaces"},
    {"reading.adjudicate",
     "list card imprint readings(contest state marks(choice rank) cards votes) cause words"},
    {"readings.sign-off", "list"},
    {"card.reveal",
     "list records(card readings(contest state marks(choice rank) cards votes) salt "
     "proof)"},
    {"card.cause", "list card cause words"},
    {"audit.round",
     "words found(round verdict contests(contest draws phantoms not_found one_over two_over "
     "one_under two_under other risks worst risk met paper totals more read_again in_proportion "
     "batches cards_missing pooled more_by_list counted))"},
    {"audit.hand-count", "contest words found(cards_read cards_left)"},
    {"audit.void", "words"},
    {"unit.extra", "unit county name reason registered"},
    {"expectation.add", "source county units(unit votes)"},
    {"media.expect", "medium county unit machine"},
    {"media.load", "medium county unit machine sha256 totals"}};

constexpr KindMembers kCounting[] = {
    {"container.record", "container county seal"},
    {"container.open", "container seal condition packages handled_by"},
    {"container.close", "container seal handled_by"},
    {"incident.resolve", "incident words"},
    {"batch.take", "batch"},
    {"batch.void", "batch reason"},
    {"batch.extra", "batch unit container ballots reason"},
    {"count.sign-off", "unit"},
    {"count.choose", "unit count reason"},
    {"count.reopen", "unit reason"},
    {"result.machine", "unit tape(choice votes) ballots blank over machine reason words"},
    {"machine.register", "machine county kind units paper"},
    {"vvpat.audit", "county machine day roll votes unreadable machine_votes words replaces"}};

constexpr KindMembers kOpening[] = {
    {"petition.withdraw", "petition words"},
    {"petition.precinct",
     "petitions(unit county filed_at signers(voter unit) deposit ballots) found(statute citation "
     "signers rulings(verdict causes words fee_cents))"},
    {"petition.rule",
     "petition decision ruled_at words order found(statute citation in_force confidence cautions "
     "law_allows sentence unknown deadline(words status until) fee(words cents refund))"},
    {"county.computed", "county moment words found(event statute deadline until accepted late)"},
    {"trigger.record",
     "recorded_at words found(statute citation in_force confidence cautions law_orders sentence "
     "unknown waivable reported_margin limit_votes)"},
    {"trigger.waive", "choice words"},
    {"stay.record", "stay order from words"},
    {"stay.lift", "stay lifted_at words order"},
    {"method.set",
     "county method extent units decided_by order words found(statute citation method extent "
     "later_stage)"},
    {"stage.close", "county due decided_by next_units words found(due statute citation words)"},
    {"districts.set", "districts source"},
    {"equipment.set", "county units paper equipment"},
    {"plan.set", "county measure work teams rooms per_team_hour start hours_a_day days words"},
    {"progress.report", "county reported_at done"},
    {"calendar.set", "event moment day county words order"},
    {"fee.quote", "county lines(item cents) words"},
    {"fee.actual", "county lines(item cents) words"},
    {"fee.announce",
     "cents announced_at published_in found(lines_sum_cents lines_of sum_less_announced_cents "
     "sentence)"},
    {"fee.deadline", "until late words order"},
    {"fee.payment", "cents paid_at payer order"},
    {"fee.refund",
     "refunded_at cents found(paid_cents actual_cents refunded_before_cents refund_cents "
     "whole_because unused_units deposits)"},
    {"fund.goal", "item cents day"},
    {"fund.raised", "item cents day"},
    {"fund.book", "item cents day booked_total_cents"},
    {"fund.refund", "item cents day"}};

constexpr KindMembers kJudging[] = {
    {"challenge.join", "exhibit side ground words claimed_as"},
    {"challenge.withdraw", "exhibit side words"},
    {"challenge.stipulate", "exhibit sides counted_as words"},
    {"challenge.rule", "exhibit counted_as ruling ruled_by words votes supersedes order"},
    {"objection.standing", "objection county unit class side ground words"},
    {"objection.envelope", "objection envelope"},
    {"objection.batch", "objection batch affected"},
    {"objection.withdraw", "objection words"},
    {"objection.rule", "objection ruling ruled_by words votes supersedes order"},
    {"motion.make", "motion county words mover seconder"},
    {"motion.vote", "motion votes"},
    {"minute.add", "county words happened"},
    {"claim.register", "claim kind filing who says units machines batches"},
    {"claim.examine", "claim examined by_whom findings"},
    {"claim.status", "claim status words"},
    {"discrepancy.open", "discrepancy what county batch unit values words"},
    {"discrepancy.cause", "discrepancy code words minute"},
    {"discrepancy.close", "discrepancy words"},
    {"discrepancy.reopen", "discrepancy reason"}};

constexpr KindMembers kDeciding[] = {
    {"unit.figures",
     "unit figures absentee_in_poll_book provisional_in_poll_book absentee_on_tape machines "
     "reason"},
    {"unit.explain", "unit rule about code words ballots sworn kept_secure minute found(residual)"},
    {"explanation.rule", "unit explanation ruling minute"},
    {"recountability.rule", "unit minute"},
    {"policy.change", "policy reason"},
    {"drawdown.record",
     "unit surplus removed protocol drawn votes over minute found(excess policy citation)"},
    {"cause.assign", "unit version cause words minute found(changes)"},
    {"county.statement",
     "county signed_by signed_at found(votes units units_original units_without_worksheet)"},
    {"lot.record", "drawn drawn_at place words found(votes tied)"},
    {"certificate.issue",
     "result_set authority signed_at due_by found(votes winners warnings wording)"},
    {"certificate.amend",
     "result_set authority signed_at due_by reason found(votes winners warnings wording)"},
    {"certificate.void", "authority signed_at reason"},
    {"status.set",
     "result_set act effective_at authority source stay kind figures votes order words"}};

// What a list in brackets names; `at` stands behind its opening bracket and ends behind its close.
Members members_in(std::string_view text, std::size_t& at) {
  Members members;
  while (at < text.size() && text[at] != ')') {
    const std::size_t end = std::min(text.find_first_of(" ()", at), text.size());
    if (end > at) members.push_back({std::string(text.substr(at, end - at)), {}});
    at = end;
    if (at < text.size() && text[at] == '(') members.back().inside = members_in(text, ++at);
    if (at < text.size() && text[at] == ' ') ++at;
  }
  if (at < text.size()) ++at;
  return members;
}

const std::map<std::string, Members>& members_by_kind() {
  static const std::map<std::string, Members> all = [] {
    std::map<std::string, Members> made;
    const auto add = [&made](const char* kind, const std::string& text) {
      std::size_t at = 0;
      made.emplace(kind, members_in(text, at));
    };
    for (const auto& row : kPeople) add(row.kind, row.members);
    for (const auto& row : kInputs) add(row.kind, row.members);
    for (const auto& row : kCounting) add(row.kind, row.members);
    for (const auto& row : kOpening) add(row.kind, row.members);
    for (const auto& row : kJudging) add(row.kind, row.members);
    for (const auto& row : kDeciding) add(row.kind, row.members);
    add("tally.enter", fmt::format("{} replaces", kTally));
    add("tally.adjudicate", fmt::format("{} cause", kTally));
    add("order.record",
        fmt::format("order court case made_at orders words document{}", kFileMembers));
    add("notice.give", fmt::format("what where when given_at how county document{}", kFileMembers));
    add("petition.file",
        fmt::format("petition filed_at who choice signers grounds scope places document{}",
                    kFileMembers));
    add("challenge.add", fmt::format("exhibit county batch position counted_as file{} side ground "
                                     "words claimed_as",
                                     kFileMembers));
    add("equipment.examine",
        fmt::format("examination machine happened seals media(medium sha256) logs present findings "
                    "file{}",
                    kFileMembers));
    return made;
  }();
  return all;
}

void find_unknown(const Json& value, const Members& members, const std::string& place,
                  std::vector<std::string>& unknown) {
  if (value.is_array()) {
    std::size_t index = 0;
    for (const Json& item : value) {
      find_unknown(item, members, fmt::format("{}[{}]", place, index++), unknown);
    }
    return;
  }
  if (!value.is_object()) return;
  for (auto it = value.begin(); it != value.end(); ++it) {
    const auto member = std::ranges::find(members, it.key(), &EntryMember::name);
    if (member == members.end()) {
      unknown.push_back(place.empty() ? it.key() : place + "." + it.key());
    } else if (!member->inside.empty()) {
      find_unknown(*it, member->inside, place.empty() ? it.key() : place + "." + it.key(), unknown);
    }
  }
}

}  // namespace

const std::vector<EntryMember>* members_of_kind(const std::string& kind) {
  const auto found = members_by_kind().find(kind);
  return found == members_by_kind().end() ? nullptr : &found->second;
}

std::vector<std::string> unknown_members(const std::string& kind, const Json& body) {
  std::vector<std::string> unknown;
  const Members* members = members_of_kind(kind);
  if (members != nullptr) find_unknown(body, *members, "", unknown);
  return unknown;
}

}  // namespace recanvass::verify
