// audit.contest, audit.list and audit.batches: which outcomes are audited, on which cards, in which
// order they are numbered. They may change until audit.commit.
#include "workflow/audit_body.h"
#include "workflow/audit_claims.h"
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

using base::Json;

constexpr std::int64_t kListCardsMost = 200'000'000;
constexpr std::int64_t kCardsABallotMost = 20;

base::Problems decide_contest(const Operation& operation, const Command& command) {
  base::Problems problems = author_acts_in(operation, command.author, "");
  add_problems(problems, plan_is_open(operation));
  const Json& body = command.body;
  add_problems(problems, check_records(body["choices"], "choices", {{"id", "name"}, {}, {}, {}}));
  if (body.contains("assertions")) {
    for (const Json& claim : body["assertions"]) {
      const bool fits = claim.contains("kind") && claim["kind"].is_string() &&
                        claim.contains("winner") && claim["winner"].is_string() &&
                        claim.contains("loser") && claim["loser"].is_string() &&
                        claim.contains("lead") && claim["lead"].is_number_integer() &&
                        (!claim.contains("standing") || claim["standing"].is_array());
      if (fits) continue;
      problems.push_back(refusal("audit.assertion", claim.dump(),
                                 "\"kind\", \"winner\", \"loser\", \"lead\" and, of not-next, "
                                 "\"standing\"",
                                 "Write it as the example of `recanvass commands` has it."));
    }
  }
  if (!problems.empty()) return problems;
  return contest_problems(text_in(body, "contest"), audit_contest_in(body));
}

void apply_contest(Operation& operation, const Event& event) {
  if (operation.audits.current.committed_at) return;
  operation.audits.current.contests.insert_or_assign(text_in(event.body, "contest"),
                                                     audit_contest_in(event.body));
}

base::Problems decide_list(const Operation& operation, const Command& command) {
  const std::string county = text_in(command.body, "county");
  base::Problems problems = county.empty() ? author_acts_in(operation, command.author, "")
                                           : county_is_open_to(operation, command.author, county);
  add_problems(problems, plan_is_open(operation));
  const std::string id = text_in(command.body, "list");
  if (operation.audits.current.lists.contains(id)) {
    problems.push_back(refusal("audit.list-twice", "the list \"" + id + "\" a second time",
                               "an id that is free", "Its batches are added with audit.batches."));
  }
  const auto per_ballot = maybe_number_in(command.body, "cards_per_ballot");
  if (per_ballot && (*per_ballot < 1 || *per_ballot > kCardsABallotMost)) {
    problems.push_back(refusal("audit.cards", fmt::format("{} cards a ballot", *per_ballot),
                               fmt::format("from 1 to {}", kCardsABallotMost),
                               "Count the sheets of the longest ballot."));
  }
  const auto most = maybe_number_in(command.body, "at_most");
  if (most && *most > kListCardsMost) {
    problems.push_back(refusal("audit.cards", std::to_string(*most),
                               fmt::format("at most {} cards", kListCardsMost),
                               "Split the list by county."));
  }
  return problems;
}

void apply_list(Operation& operation, const Event& event) {
  Audit& audit = operation.audits.current;
  if (audit.committed_at) return;
  AuditList list;
  list.county = text_in(event.body, "county");
  list.import = text_in(event.body, "import");
  list.records_root = text_in(event.body, "records_root");
  list.at_most = maybe_number_in(event.body, "at_most");
  list.body = event.body;
  list.batches_json = Json::array();
  const std::string id = text_in(event.body, "list");
  if (audit.lists.emplace(id, std::move(list)).second) audit.list_order.push_back(id);
}

// Votes of a batch: each contest once; of a pool also cards for and against assertions.
bool is_reported(const Json& reported) {
  const auto is_figure = [](const Json& figure) {
    return figure.is_number_integer() && figure.get<std::int64_t>() >= 0 &&
           figure.get<std::int64_t>() <= kListCardsMost;
  };
  const auto are_figures = [&](const Json& figures) {
    return figures.is_array() && std::ranges::all_of(figures, is_figure);
  };
  std::set<std::string> contests;
  return reported.is_array() && std::ranges::all_of(reported, [&](const Json& record) {
           const bool orders = record.is_object() && record.size() == 4 && record.contains("for") &&
                               record.contains("against") && are_figures(record["for"]) &&
                               are_figures(record["against"]);
           return record.is_object() && (record.size() == 2 || orders) &&
                  record.contains("contest") && record["contest"].is_string() &&
                  contests.insert(text_in(record, "contest")).second && record.contains("votes") &&
                  record["votes"].is_object() && std::ranges::all_of(record["votes"], is_figure);
         });
}

bool is_batch_record(const Json& record) {
  if (!record.contains("batch") || !record["batch"].is_string() || !record.contains("cards") ||
      !record["cards"].is_number_integer() || record["cards"].get<std::int64_t>() < 0 ||
      record["cards"].get<std::int64_t>() > kListCardsMost) {
    return false;
  }
  for (auto member = record.begin(); member != record.end(); ++member) {
    if (member.key() == "batch" || member.key() == "cards") continue;
    if (member.key() == "reported" && is_reported(*member)) continue;
    if (member.key() != "positions" && member.key() != "imprint" && member.key() != "pool") {
      return false;
    }
    if (!member->is_string() || !is_plain_text(member->get<std::string>(), 60'000)) return false;
  }
  return true;
}

// Of one batch: its positions in the list, null where they are 1, 2, 3, ...
AuditBatch batch_in(const Json& record, std::int64_t before) {
  AuditBatch batch;
  batch.batch = text_in(record, "batch");
  batch.before = before;
  batch.cards = number_in(record, "cards");
  batch.imprint = text_in(record, "imprint");
  batch.pool = text_in(record, "pool");
  if (record.contains("reported")) {
    for (const Json& reported : record["reported"]) {
      const std::string contest = text_in(reported, "contest");
      batch.reported[contest] = {"counted", {}, batch.cards, numbers_in(reported, "votes")};
      if (!reported.contains("for")) continue;
      batch.orders[contest] = {reported["for"].get<std::vector<std::int64_t>>(),
                               reported["against"].get<std::vector<std::int64_t>>()};
    }
  }
  const std::string positions = text_in(record, "positions");
  if (positions.empty()) return batch;
  batch.positions = positions_in(positions, static_cast<std::size_t>(batch.cards))
                        .value_or(std::vector<std::uint32_t>());
  return batch;
}

base::Problems check_batch(const Operation& operation, const AuditList& list, const Json& record) {
  const std::string id = text_in(record, "batch");
  const ManifestBatch* listed = batch_named(operation, id);
  base::Problems problems;
  if (listed == nullptr || (!list.county.empty() && listed->county != list.county)) {
    problems.push_back(refusal("audit.batch", "\"" + id + "\"",
                               list.county.empty() ? "a batch of the manifest"
                                                   : "a batch of the manifest in " + list.county,
                               "The manifest says where cards lie: add the batch to it first."));
  }
  const std::string text = text_in(record, "positions");
  const std::int64_t cards = number_in(record, "cards");
  const auto positions = positions_in(text, static_cast<std::size_t>(cards));
  if (!text.empty() && (!positions || static_cast<std::int64_t>(positions->size()) != cards)) {
    problems.push_back(refusal(
        "audit.positions", fmt::format("batch {}: \"{}\"", id, text.substr(0, 60)),
        fmt::format("{} places in it, each once, such as \"1,3,6-9\"", cards),
        "Write the places in the order of the list, or leave them out: then they are 1, 2, 3."));
  }
  if (listed != nullptr) {
    add_problems(problems, cards_fit_batch(list, id, listed->ballots, cards));
  }
  for (const auto& [other, named] : operation.audits.current.lists) {
    if (!named.places_of.contains(id)) continue;
    problems.push_back(refusal("audit.batch-twice",
                               fmt::format("batch {} a second time, after list {}", id, other),
                               "each batch in one list, once", "Name all of its cards together."));
  }
  return problems;
}

base::Problems decide_batches(const Operation& operation, const Command& command) {
  const std::string id = text_in(command.body, "list");
  base::Problems problems = list_is_open_to(operation, command.author, id);
  add_problems(problems, plan_is_open(operation));
  if (!problems.empty()) return problems;
  const AuditList& list = operation.audits.current.lists.at(id);
  std::int64_t cards = list.cards;
  std::set<std::string> named;
  for (const Json& record : command.body["batches"]) {
    if (!is_batch_record(record)) {
      problems.push_back(refusal("audit.batch",
                                 record.dump(-1, ' ', false, Json::error_handler_t::replace),
                                 "\"batch\", \"cards\" and, at will, \"positions\", \"imprint\", "
                                 "\"pool\" and \"reported\"",
                                 "Write it as the example of `recanvass commands` has it."));
      continue;
    }
    add_problems(problems, check_batch(operation, list, record));
    if (!named.insert(text_in(record, "batch")).second) {
      problems.push_back(refusal("audit.batch-twice",
                                 "batch " + text_in(record, "batch") + " a second time",
                                 "each batch once in a list", "Name all of its cards together."));
    }
    cards += number_in(record, "cards");
    if (cards > kListCardsMost) break;
  }
  if (cards > list.at_most.value_or(kListCardsMost)) {
    problems.push_back(refusal("audit.cards", fmt::format("{} cards or more", cards),
                               fmt::format("at most {}", list.at_most.value_or(kListCardsMost)),
                               "Something is wrong where there are more cards than there can be: "
                               "find out before anything is drawn."));
  }
  return problems;
}

void apply_batches(Operation& operation, const Event& event) {
  Audit& audit = operation.audits.current;
  const auto found = audit.lists.find(text_in(event.body, "list"));
  if (audit.committed_at || found == audit.lists.end()) return;
  AuditList& list = found->second;
  for (const Json& record : event.body["batches"]) {
    AuditBatch batch = batch_in(record, list.cards);
    list.cards += batch.cards;
    list.places_of[batch.batch].push_back(list.batches.size());
    list.batches.push_back(std::move(batch));
    list.batches_json.push_back(record);
  }
}

}  // namespace

UseCase define_audit_contest() {
  UseCase use_case;
  use_case.kind = "audit.contest";
  use_case.summary = "A contest whose outcome is audited on paper; again, to change it.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {
      {"contest", FieldType::Text, true, "Its id; that of the operation for its own contest."},
      {"name", FieldType::Text, true, "As on the ballot."},
      {"rule", FieldType::Text, true, "How the winner is found.", {"plurality", "share", "irv"}},
      {"vote_for", FieldType::Number, true, "Choices that may be marked; 1 where they are ranked."},
      {"choices",
       FieldType::Records,
       true,
       "Choices in paper order.",
       {},
       {},
       R"([{"id": "a", "name": "Alda"}, {"id": "b", "name": "Bo"}])"},
      {"reported", FieldType::Numbers, true,
       "Votes of every choice as reported; first preferences where they are ranked."},
      {"tabulated", FieldType::Numbers, true, "The same, counted from the cast vote records."},
      {"winners", FieldType::Texts, true, "Ids of those who are reported to have won."},
      {"seats", FieldType::Number, false,
       "How many win, where it is another number than may be marked."},
      {"share", FieldType::Text, false, "With rule share: what the winner needs more than."},
      {"risk_limit", FieldType::Text, true, "As a decimal: \"0.05\"."},
      {"targeted", FieldType::Flag, true,
       "Whether the audit goes on until the risk of this contest is below its limit."},
      {"on_every_card", FieldType::Flag, false,
       "Whether every card of its lists carries it. Without it, cards may lack it."},
      {"lists", FieldType::Texts, false, "Lists of cards on which it may be; without it all."},
      {"assertions",
       FieldType::Records,
       false,
       "Of an instant runoff: what is tested, with the lead that the records give it.",
       {},
       {},
       R"([{"kind": "not-next", "winner": "a", "loser": "b", "standing": ["a", "b"], )"
       R"("lead": 4242}])"}};
  use_case.decide = decide_contest;
  use_case.apply = apply_contest;
  return use_case;
}

UseCase define_audit_list() {
  UseCase use_case;
  use_case.kind = "audit.list";
  use_case.summary = "A list of cards from which is drawn, and how many there can be at most.";
  use_case.roles = {Role::StateOfficer, Role::CountyOfficer};
  use_case.fields = {
      {"list", FieldType::Text, true, "Its id, such as the county's."},
      {"county", FieldType::Text, false, "Whose cards; without it those of the jurisdiction."},
      {"import", FieldType::Text, false, "The import of their cast vote records (cards.import)."},
      {"records_root", FieldType::Hash, false,
       "Root of the tree over the records, in the order of the list."},
      {"cards_per_ballot", FieldType::Number, false,
       "Cards that a ballot has at most, where it is more than one."},
      {"at_most", FieldType::Number, false,
       "Cards that there can be, from another source than the count; more than are listed are "
       "drawn as cards that nobody can find."}};
  use_case.decide = decide_list;
  use_case.apply = apply_list;
  return use_case;
}

UseCase add_audit_batches() {
  UseCase use_case;
  use_case.kind = "audit.batches";
  use_case.summary = "Cards of a list by batch, in the order in which they are numbered.";
  use_case.roles = {Role::StateOfficer, Role::CountyOfficer};
  use_case.fields = {
      {"list", FieldType::Text, true, "Id of the list."},
      {"batches",
       FieldType::Records,
       true,
       "Batches of the manifest with their cards; places in the batch where they are not 1, 2, 3; "
       "what the scanner printed before the place; of an audit by batches the votes reported in "
       "them; of cards without records their pool and its votes.",
       {},
       {},
       R"([{"batch": "B1", "cards": 4, "positions": "1,3,6-7", "imprint": "99813-1-"}, )"
       R"({"batch": "B2", "cards": 4, "pool": "early", "reported": [{"contest": "president", )"
       R"("votes": {"a": 3, "b": 1}}]}])"}};
  use_case.decide = decide_batches;
  use_case.apply = apply_batches;
  return use_case;
}

}  // namespace recanvass::workflow
