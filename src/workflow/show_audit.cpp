// show audit and show retrieval: what is audited and how far it is, and the cards to be pulled, by
// container, batch and place, with those that are done. Neither tells a reader what a machine read
// from a card.
#include "base/figures.h"
#include "workflow/batch_comparison.h"
#include "workflow/operation.h"
#include "workflow/pooled_records.h"
#include "workflow/view_list.h"
#include "workflow/view_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace recanvass::workflow {
namespace {

using base::Json;

Json contest_json(const Audit& audit, const std::string& id, const AuditContest& contest) {
  Json json = {{"contest", id},
               {"name", contest.name},
               {"rule", contest.rule},
               {"targeted", contest.targeted},
               {"risk_limit", contest.risk_limit},
               {"winners", contest.winners},
               {"cards", audit.domain_of(contest)},
               {"assertions", Json::array()}};
  if (!contest_problems(id, contest).empty()) return json;
  const auto claims = claims_of(id, contest, audit.domain_of(contest));
  if (!claims) {
    json["problem"] = claims.problems().front().found;
    return json;
  }
  for (const audit::MeasuredAssertion& claim : claims->assertions) {
    json["assertions"].push_back(claim.assertion.words);
  }
  return json;
}

Json list_json(const Audit& audit, const std::string& id) {
  const AuditList& list = audit.lists.at(id);
  Json pools = Json::array();
  const Pools planned(audit);
  for (const PlannedPool& pool : planned.all()) {
    if (pool.list == id) pools.push_back({{"pool", pool.pool}, {"cards", pool.cards}});
  }
  return {{"list", id},
          {"county", text_or_null(list.county)},
          {"cards", list.cards},
          {"phantoms", list.bound() - list.cards},
          {"batches", list.batches.size()},
          {"pools", std::move(pools)},
          {"import", text_or_null(list.import)}};
}

Json results_json(const Audit& audit) {
  Json rounds = Json::array();
  for (const AuditRound& round : audit.results) {
    Json json = round.found;
    json["entry"] = round.position;
    rounds.push_back(std::move(json));
  }
  return rounds;
}

// What an audit found stays after it is void.
Json past_json(const Audit& audit) {
  return {{"committed_entry", audit.committed_at ? Json(*audit.committed_at) : Json()},
          {"void_entry", *audit.void_at},
          {"seed", audit.seed ? Json(audit.seed->digits) : Json()},
          {"draws", audit.draws.size()},
          {"rounds", results_json(audit)},
          {"words", audit.void_words}};
}

bool has_ended(const Audit& audit) {
  return !audit.results.empty() && !audit.has_news &&
         audit.results.back().found["verdict"] == "stop";
}

// What a full hand count says of the outcomes that it does not confirm; empty: of none.
std::string not_confirmed(const Audit& audit) {
  std::string words;
  for (const Json& json : audit.results.back().found["contests"]) {
    const std::string met = json["met"];
    if (!met.starts_with("counted-") || met == "counted-confirmed") continue;
    const auto contest = audit.contests.find(json["contest"].get<std::string>());
    const std::string name = contest == audit.contests.end() ? "" : contest->second.name;
    words += met == "counted-contradicted"
                 ? "The hand count contradicts the reported outcome of " + name + ". "
                 : "The hand count does not confirm the reported outcome of " + name +
                       ": cards that nobody found could change it. ";
  }
  return words;
}

// What the cards of the sample say of outcomes that they contradict; empty: of none.
std::string contradicted_by_sample(const Audit& audit) {
  std::string words;
  for (const Json& json : audit.results.back().found["contests"]) {
    const std::string id = json["contest"];
    if (json["met"] != "no" || audit.hand_counts.contains(id)) continue;
    if (json.contains("paper")) {
      words += fmt::format(
          "The paper that was read contradicts the reported outcome of {}: count it whole with "
          "audit.hand-count. ",
          audit.contests.at(id).name);
    } else if (json.contains("totals")) {
      words += fmt::format(
          "The paper that was read of {} is unlike what was reported of its pools or strata (a "
          "chance of at most {}): count it whole with audit.hand-count. ",
          audit.contests.at(id).name, json["totals"].get<std::string>());
    } else if (json.contains("batches") && !json.contains("more")) {
      words += fmt::format(
          "No draw can confirm {} after the cards that are missing: count it whole with "
          "audit.hand-count. ",
          audit.contests.at(id).name);
    }
  }
  return words;
}

// What is left of reading the cards that were drawn, or of counting a contest whole.
std::string next_of_paper(const Audit& audit) {
  std::int64_t left = 0;
  bool all_closed = true;
  bool all_shown = true;
  for (const auto& [place, card] : audit.cards) {
    left += card.is_settled() ? 0 : 1;
    all_closed = all_closed && card.closed;
    all_shown = all_shown && (card.record || card.not_found || card.handed_in ||
                              !shows_records(audit, place.first));
  }
  std::string counted;
  for (const auto& [id, position] : audit.hand_counts) {
    counted += (counted.empty() ? "" : ", ") + audit.contests.at(id).name;
  }
  if (!counted.empty()) counted = " of the full count of " + counted;
  if (left > 0 && is_by_batch(audit)) {
    return fmt::format(
        "{} left to count{}, {} done: pull those of `show ELECTION retrieval` that "
        "are not done and count each twice, blind.",
        base::counted(left, "batch is", "batches are"), counted,
        base::grouped(std::ssize(audit.cards) - left));
  }
  if (left > 0) {
    return fmt::format(
        "{} left to read{}, {} done: pull those of `show ELECTION retrieval` that "
        "are not done and read them.",
        base::counted(left, "card is", "cards are"), counted,
        base::grouped(std::ssize(audit.cards) - left));
  }
  if (!all_closed && is_by_batch(audit)) {
    return "Every batch is counted: sign each list off with readings.sign-off.";
  }
  if (!all_closed) return "Every card is read: sign each list off with readings.sign-off.";
  if (!all_shown) return "Every list is signed off: show the records with card.reveal.";
  return audit.has_news ? "Every card is read and signed off: measure with audit.round."
                        : "The round was measured: draw more with audit.draw, or audit.hand-count.";
}

// What the last round owes to cards whose readings were known before; empty: nothing.
std::string read_again_words(const Audit& audit) {
  std::string words;
  for (const Json& json : audit.results.back().found["contests"]) {
    if (!json.contains("read_again")) continue;
    const auto contest = audit.contests.find(json["contest"].get<std::string>());
    words += fmt::format(
        " {} of {} of cards that were read again after they were known: see `show ELECTION "
        "card-discrepancies` and their card.pull-again.",
        base::counted(json["read_again"].get<std::int64_t>(), "draw is", "draws are"),
        contest == audit.contests.end() ? "" : contest->second.name);
  }
  return words;
}

std::string next_step(const Audit& audit) {
  if (has_ended(audit)) {
    const std::string words = not_confirmed(audit);
    const std::string again = read_again_words(audit);
    if (!words.empty()) return words + "The audit is at its end without confirming it." + again;
    return "Every targeted contest met its limit: the audit is at its end." + again;
  }
  if (!audit.results.empty()) {
    const std::string words = contradicted_by_sample(audit);
    if (!words.empty()) return words;
  }
  switch (audit.stage()) {
    case AuditStage::Planned: return "Publish plan_sha256, then audit.commit.";
    case AuditStage::Committed:
      return "Let a witness countersign, then throw the dice in public (audit.seed).";
    case AuditStage::Seeded: return "Draw with audit.draw.";
    case AuditStage::Drawn: return next_of_paper(audit);
    case AuditStage::Void: break;
  }
  return {};
}

Json build_audit(const Operation& operation, const ViewRequest&) {
  const Audit& audit = operation.audits.current;
  Json contests = Json::array();
  for (const auto& [id, contest] : audit.contests) {
    contests.push_back(contest_json(audit, id, contest));
  }
  Json lists = Json::array();
  for (const std::string& id : audit.list_order) lists.push_back(list_json(audit, id));
  Json past = Json::array();
  for (const Audit& each : operation.audits.past) past.push_back(past_json(each));
  std::map<AuditPlace, int> cards;
  for (const SettledDraw& draw : audit.draws) ++cards[draw.place];
  return {{"stage", name_of(audit.stage())},
          {"plan_sha256", plan_sha256(audit)},
          {"committed_sha256", text_or_null(audit.committed_sha256)},
          {"committed_entry", audit.committed_at ? Json(*audit.committed_at) : Json()},
          {"method", audit.method_body},
          {"contests", std::move(contests)},
          {"lists", std::move(lists)},
          {"seed", audit.seed ? Json(audit.seed->digits) : Json()},
          {"seed_entry", audit.seed ? Json(audit.seed->position) : Json()},
          {"round", audit.round},
          {"draws", audit.draws.size()},
          {"cards_drawn", cards.size()},
          {"rounds", results_json(audit)},
          {"void", std::move(past)},
          {"next", next_step(audit)}};
}

// A card that was drawn more than once is pulled once.
Json retrieval_row(const Operation& operation, const AuditPlace& place, std::int64_t round,
                   std::int64_t draws) {
  const AuditList& list = operation.audits.current.lists.at(place.first);
  Json row = {{"list", place.first}, {"card", place.second}, {"round", round},
              {"draws", draws},      {"container", Json()},  {"batch", Json()},
              {"position", Json()},  {"imprint", Json()},    {"done", Json()}};
  const auto lies = place_of(list, place.second);
  if (!lies) return row;
  const auto batch = operation.commitment.batches.find(lies->batch);
  if (batch != operation.commitment.batches.end()) row["container"] = batch->second.container;
  row["batch"] = lies->batch;
  const Audit& audit = operation.audits.current;
  if (const AuditBatch* whole = is_by_batch(audit) ? batch_beginning(audit, place) : nullptr) {
    row["cards"] = whole->cards;
    return row;
  }
  row["position"] = lies->position;
  row["imprint"] = text_or_null(lies->imprint);
  return row;
}

Json build_retrieval(const Operation& operation, const ViewRequest& request) {
  const Audit& audit = operation.audits.current;
  struct Drawn {
    std::int64_t round = 0;
    std::int64_t draws = 0;
  };
  std::map<AuditPlace, Drawn> drawn;
  for (const SettledDraw& draw : audit.draws) {
    Drawn& card = drawn.try_emplace(draw.place, Drawn{draw.round, 0}).first->second;
    ++card.draws;
  }
  // Of a full count every card is to be read, drawn or not.
  for (const auto& [place, card] : audit.cards) drawn.try_emplace(place, Drawn{card.round, 0});
  std::int64_t left = 0;
  Json rows = Json::array();
  Json phantoms = Json::array();
  for (const auto& [place, card] : drawn) {
    const AuditList& list = audit.lists.at(place.first);
    if (!is_asked_for(request, list.county, "")) continue;
    const bool is_phantom = place.second > list.cards;
    Json row = retrieval_row(operation, place, card.round, card.draws);
    const auto paper = audit.cards.find(place);
    if (!is_phantom && paper != audit.cards.end()) {
      row["done"] = paper->second.is_settled() ? "yes" : "no";
      left += paper->second.is_settled() ? 0 : 1;
    }
    (is_phantom ? phantoms : rows).push_back(std::move(row));
  }
  const auto order = [](const Json& row) {
    return std::tuple(row["list"].get<std::string>(),
                      row["container"].is_string() ? row["container"].get<std::string>() : "",
                      row["batch"].is_string() ? row["batch"].get<std::string>() : "",
                      row["position"].is_number() ? row["position"].get<std::int64_t>() : 0);
  };
  std::sort(rows.begin(), rows.end(),
            [&](const Json& one, const Json& other) { return order(one) < order(other); });
  return {{"cards", std::move(rows)},
          {"left", left},
          {"phantoms", std::move(phantoms)},
          {"round", audit.round}};
}

}  // namespace

View show_audit() {
  return {"audit", "The audit: what is tested, how it is drawn, how far it is.", build_audit};
}

View show_retrieval() {
  return {"retrieval", "Cards to be pulled, by container, batch and place.", build_retrieval};
}

}  // namespace recanvass::workflow
