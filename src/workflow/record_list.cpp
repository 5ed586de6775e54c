#include "workflow/record_list.h"

#include "base/person_name.h"
#include "base/sha256.h"
#include "formats/name_map.h"
#include "tabulate/profile.h"
#include "workflow/audit_body.h"
#include "workflow/card_record.h"
#include "workflow/gates.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace recanvass::workflow {
namespace {

using base::Json;
using election::CardContest;
using election::CardPlace;
using election::CardStore;
using election::ChoiceIndex;
using election::Mark;
using election::MarkingState;

// Records in one line together: an entry holds 65,535 bytes, and so does what signs it.
constexpr std::size_t kRecordsBytesMost = 40'000;

/// A contest of the audit with where it stands in the records.
struct RecordedContest {
  std::string id;
  std::uint32_t index = 0;
  std::vector<std::string> choices;  ///< ids, by choice of the records
  std::int64_t vote_for = 1;
  bool is_ranked = false;
};

bool is_meant_by(const std::string& id, const std::string& name, const std::string& wanted_id,
                 const std::string& wanted_name) {
  return id == wanted_id || formats::equal_but_for_case(name, wanted_name) ||
         (!base::bare_name(name).empty() && base::bare_name(name) == base::bare_name(wanted_name));
}

std::string choice_meant(const Operation& operation, const AuditContest& contest,
                         const election::CardChoice& choice) {
  std::string found;
  for (const SetupChoice& each : contest.choices) {
    if (each.id == choice.id.text || formats::equal_but_for_case(each.name, choice.name)) {
      return each.id;
    }
    if (!is_meant_by(choice.id.text, choice.name, each.id, each.name)) continue;
    if (!found.empty()) return {};
    found = each.id;
  }
  if (!found.empty()) return found;
  const auto mapped = operation.commitment.choice_names.find(choice.name);
  const bool known = mapped != operation.commitment.choice_names.end() &&
                     std::ranges::any_of(contest.choices, [&](const SetupChoice& each) {
                       return each.id == mapped->second;
                     });
  return known ? mapped->second : std::string();
}

base::Result<RecordedContest> recorded_contest(const Operation& operation, const CardStore& store,
                                               const std::string& id, const AuditContest& contest) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < store.contests().size(); ++i) {
    const CardContest& each = store.contests()[i];
    if (is_meant_by(each.id.text, each.name, id, contest.name)) found.push_back(i);
  }
  if (found.size() != 1) {
    return refusal(
        "records.contest",
        fmt::format("{} contests of the records for {}, \"{}\"", found.size(), id, contest.name),
        "one contest of that id or name",
        "Correct the name in audit.contest; where these cards never carry it, name its "
        "lists there.");
  }
  RecordedContest made{id, found.front(), {}, contest.vote_for, contest.rule == "irv"};
  base::Problems problems;
  for (const election::CardChoice& choice : store.contests()[found.front()].choices) {
    made.choices.push_back(choice_meant(operation, contest, choice));
    if (!made.choices.back().empty()) continue;
    problems.push_back(refusal("records.choice",
                               fmt::format("{}: the choice \"{}\"", id, choice.name),
                               "one choice of the contest",
                               "List it in audit.contest, or map its spelling with choice.map."));
  }
  if (!problems.empty()) return problems;
  return made;
}

// What a record says, in the words of a reading. No value: no reading can say it.
std::optional<ContestReading> recorded_reading(const RecordedContest& contest,
                                               const election::MarkingView& said) {
  ContestReading reading;
  std::int64_t votes = 0;
  for (const Mark& mark : said.marks) {
    votes += mark.votes;
    if (mark.choice == election::kInvalidWriteIn) continue;
    const bool fits = mark.choice < contest.choices.size() && (mark.rank > 0) == contest.is_ranked;
    if (!fits || mark.votes != 1) return std::nullopt;
    reading.marks.push_back({contest.choices[mark.choice], mark.rank});
  }
  const bool over =
      said.state == MarkingState::Overvoted || (!contest.is_ranked && votes > contest.vote_for);
  reading.state = over ? "overvoted" : reading.marks.empty() ? "blank" : "marked";
  std::ranges::sort(reading.marks, [](const ReadMark& one, const ReadMark& other) {
    return std::pair(one.rank, one.choice) < std::pair(other.rank, other.choice);
  });
  return reading;
}

/// The contests of a list, and what the records say in them. Each marking is put in words once.
class RecordReadings {
 public:
  static base::Result<RecordReadings> make(const Operation& operation, const CardStore& store,
                                           const std::string& list);

  [[nodiscard]] CardReading reading(CardPlace place) const {
    CardReading said;
    for (std::size_t i = 0; i < contests_.size(); ++i) {
      said.emplace(contests_[i].id, in_contest(i, place));
    }
    return said;
  }

 private:
  explicit RecordReadings(const CardStore& store) : store_(&store) {}
  [[nodiscard]] ContestReading in_contest(std::size_t contest, CardPlace place) const {
    const auto said = store_->marking(place, contests_[contest].index);
    if (!said) return {"not-on-card", {}};
    return recorded_reading(contests_[contest], *said).value_or(ContestReading{"blank", {}});
  }
  [[nodiscard]] base::Problems problems_of(const RecordedContest& contest) const;

  const CardStore* store_;
  std::vector<RecordedContest> contests_;
};

base::Problems RecordReadings::problems_of(const RecordedContest& contest) const {
  const auto profile = tabulate::profile_of(*store_, contest.index);
  std::int64_t unsaid = 0;
  std::int64_t withheld = 0;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const auto line = profile.at(i);
    if (line.state == MarkingState::Redacted) {
      withheld += line.cards.value();
    } else if (!recorded_reading(contest, {line.state, line.marks})) {
      unsaid += line.cards.value();
    }
  }
  base::Problems problems;
  if (unsaid > 0) {
    problems.push_back(refusal("records.form",
                               fmt::format("{}: {} records with several votes for a choice, or "
                                           "ranks that do not fit the rule",
                                           contest.id, unsaid),
                               "marks for choices, with ranks exactly where the rule is irv",
                               "Audit this contest from its files: `recanvass measure`."));
  }
  if (withheld > 0) {
    problems.push_back(refusal("records.withheld",
                               fmt::format("{}: {} records withheld", contest.id, withheld),
                               "a record of every card", "Ask for the records before the seed."));
  }
  return problems;
}

base::Result<RecordReadings> RecordReadings::make(const Operation& operation,
                                                  const CardStore& store, const std::string& list) {
  RecordReadings made(store);
  base::Problems problems;
  const auto contests = contests_on(operation.audits.current, list);
  if (contests.empty()) {
    problems.push_back(refusal("records.contest", "no contest on the list " + list,
                               "contests that are audited", "State them with audit.contest."));
  }
  for (const auto& [id, contest] : contests) {
    auto found = recorded_contest(operation, store, id, *contest);
    if (!found) {
      add_problems(problems, found.problems());
      continue;
    }
    add_problems(problems, made.problems_of(*found));
    made.contests_.push_back(std::move(found).value());
  }
  if (!problems.empty()) return problems;
  return made;
}

/// The cards of one batch of the records, in their order.
struct RecordBatch {
  std::uint32_t batch = 0;
  std::vector<CardPlace> cards;
};

// Batches in the order in which the records have them first, each with all of its cards.
std::vector<RecordBatch> record_batches(const CardStore& store) {
  std::vector<RecordBatch> batches;
  std::map<std::uint32_t, std::size_t> places;
  for (std::uint32_t chunk = 0; chunk < store.chunks().size(); ++chunk) {
    const auto& cards = store.chunks()[chunk];
    for (std::uint32_t card = 0; card < cards.cards(); ++card) {
      const std::uint32_t batch = cards.run_of(card).batch;
      const auto [place, is_new] = places.try_emplace(batch, batches.size());
      if (is_new) batches.push_back({batch, {}});
      batches[place->second].cards.push_back({chunk, card});
    }
  }
  return batches;
}

std::vector<CardPlace> in_list_order(const std::vector<RecordBatch>& batches) {
  std::vector<CardPlace> cards;
  for (const RecordBatch& batch : batches) {
    cards.insert(cards.end(), batch.cards.begin(), batch.cards.end());
  }
  return cards;
}

std::string recorded_batch_name(const CardStore& store, std::uint32_t batch) {
  const election::CardBatch& named = store.names().batches[batch];
  const std::string& tabulator = store.names().tabulators[named.tabulator];
  if (tabulator.empty() || named.name.empty()) return tabulator + named.name;
  return tabulator + "-" + named.name;
}

// "1,3,6-9"; empty: 1, 2, 3 and so on.
std::string positions_text(const std::vector<std::uint32_t>& positions) {
  std::string text;
  for (std::size_t i = 0; i < positions.size();) {
    std::size_t end = i + 1;
    while (end < positions.size() && positions[end] == positions[end - 1] + 1) ++end;
    if (i == 0 && end == positions.size() && positions[0] == 1) return {};
    if (!text.empty()) text += ",";
    text += std::to_string(positions[i]);
    if (end - i > 1) text += "-" + std::to_string(positions[end - 1]);
    i = end;
  }
  return text;
}

// What is printed before the place on each card of a batch; empty: it is not the same on all, or
// something else is printed.
std::string printed_before(const CardStore& store, const RecordBatch& batch) {
  std::string before;
  for (const CardPlace place : batch.cards) {
    const std::string id = store.imprinted_id(place);
    const std::string last = std::to_string(store.chunks()[place.chunk].position_of(place.card));
    if (id.size() <= last.size() || !id.ends_with(last)) return {};
    const std::string start = id.substr(0, id.size() - last.size());
    if (!before.empty() && start != before) return {};
    before = start;
  }
  return before;
}

Json batch_record(const CardStore& store, const RecordBatch& batch, const std::string& id) {
  Json record = {{"batch", id}, {"cards", batch.cards.size()}};
  std::vector<std::uint32_t> positions;
  for (const CardPlace place : batch.cards) {
    positions.push_back(store.chunks()[place.chunk].position_of(place.card));
  }
  // Places that the records do not tell are those in which the cards stand.
  if (std::ranges::find(positions, 0U) != positions.end()) return record;
  const std::string text = positions_text(positions);
  if (!text.empty()) record["positions"] = text;
  const std::string imprint = printed_before(store, batch);
  if (!imprint.empty()) record["imprint"] = imprint;
  return record;
}

base::Problems batch_problems(const Operation& operation, const RecordListAsk& ask,
                              const Json& record) {
  base::Problems problems;
  const std::string id = record["batch"];
  const ManifestBatch* listed = batch_named(operation, id);
  if (listed == nullptr || (!ask.county.empty() && listed->county != ask.county)) {
    problems.push_back(refusal("audit.batch", "\"" + id + "\" in the records",
                               "a batch of the manifest",
                               "Add it with manifest.add, or say with --batch-prefix what stands "
                               "before tabulator and batch there."));
  }
  const auto cards = record["cards"].get<std::size_t>();
  if (record.contains("positions")) {
    const auto places = positions_in(record["positions"].get<std::string>(), cards);
    if (!places || places->size() != cards) {
      problems.push_back(
          refusal("audit.positions", "batch " + id + " with two cards in one place",
                  "each place of a batch once",
                  "The records have a card twice: find out which before the audit."));
    }
  }
  return problems;
}

// Lists of records as bodies that each fit an entry.
std::vector<Json> body_lines(const Json& body, const char* member, std::vector<Json> records) {
  std::vector<Json> lines;
  std::size_t bytes = kRecordsBytesMost;
  for (Json& record : records) {
    const std::size_t more = record.dump().size() + 1;
    if (bytes + more > kRecordsBytesMost) {
      lines.push_back(body);
      lines.back()[member] = Json::array();
      bytes = 0;
    }
    bytes += more;
    lines.back()[member].push_back(std::move(record));
  }
  return lines;
}

CardRecords records_of_list(const std::string& list, const RecordReadings& readings,
                            const std::vector<CardPlace>& cards, const std::string& secret) {
  return {list, static_cast<std::int64_t>(cards.size()),
          [&readings, &cards](std::int64_t card) {
            return readings.reading(cards[static_cast<std::size_t>(card - 1)]);
          },
          secret};
}

base::Problems same_batches(const AuditList& list, const std::vector<RecordBatch>& batches) {
  const bool same = std::ranges::equal(list.batches, batches,
                                       [](const AuditBatch& listed, const RecordBatch& recorded) {
                                         return listed.cards == std::ssize(recorded.cards);
                                       });
  if (same) return {};
  return {refusal("records.differ", "other batches than the list has",
                  "the records of which the list was made", "Name the same files.")};
}

}  // namespace

std::string records_secret(const ledger::SigningKey& key, const std::string& origin,
                           const std::string& list) {
  // No entry begins so: what is signed here is signed nowhere else.
  const ledger::Signature made =
      key.sign(fmt::format("recanvass.records-secret/1\n{}\n{}", origin, list));
  return base::hex(base::sha256({reinterpret_cast<const char*>(made.data()), made.size()}));
}

base::Result<std::vector<Json>> list_lines(const Operation& operation, const CardStore& store,
                                           const RecordListAsk& ask, const std::string& secret) {
  base::Problems problems = plan_is_open(operation);
  if (operation.audits.current.lists.contains(ask.list)) {
    problems.push_back(refusal("audit.list-twice", "the list \"" + ask.list + "\" a second time",
                               "an id that is free", "Its batches are added with audit.batches."));
  }
  if (store.cards().value() == 0) {
    problems.push_back(refusal("audit.list", "records without a card", "cards",
                               "Name the export of the machines."));
  }
  const auto readings = RecordReadings::make(operation, store, ask.list);
  if (!readings) add_problems(problems, readings.problems());
  const std::vector<RecordBatch> batches = record_batches(store);
  std::vector<Json> records;
  for (const RecordBatch& batch : batches) {
    records.push_back(
        batch_record(store, batch, ask.batch_prefix + recorded_batch_name(store, batch.batch)));
    add_problems(problems, batch_problems(operation, ask, records.back()));
  }
  if (!problems.empty()) return problems;
  const std::vector<CardPlace> cards = in_list_order(batches);
  Json list = {{"do", "audit.list"},
               {"list", ask.list},
               {"records_root", records_of_list(ask.list, *readings, cards, secret).root()}};
  if (!ask.county.empty()) list["county"] = ask.county;
  if (!ask.import.empty()) list["import"] = ask.import;
  if (ask.at_most) list["at_most"] = *ask.at_most;
  std::vector<Json> lines = {std::move(list)};
  for (Json& line :
       body_lines({{"do", "audit.batches"}, {"list", ask.list}}, "batches", std::move(records))) {
    lines.push_back(std::move(line));
  }
  return lines;
}

base::Result<std::vector<Json>> reveal_lines(const Operation& operation, const CardStore& store,
                                             const std::string& list, const std::string& secret) {
  const Audit& audit = operation.audits.current;
  const auto listed = audit.lists.find(list);
  if (listed == audit.lists.end() || !audit.committed_at) {
    return refusal("records.list", "\"" + list + "\"", "a list of an audit that was committed to",
                   "See `show ELECTION audit`.");
  }
  const std::vector<RecordBatch> batches = record_batches(store);
  base::Problems problems = same_batches(listed->second, batches);
  const auto readings = RecordReadings::make(operation, store, list);
  if (!readings) add_problems(problems, readings.problems());
  if (!problems.empty()) return problems;
  const std::vector<CardPlace> cards = in_list_order(batches);
  const CardRecords tree = records_of_list(list, *readings, cards, secret);
  if (tree.root() != listed->second.records_root) {
    return refusal("records.differ", tree.root() + ", the root over these records",
                   listed->second.records_root + ", which was committed to",
                   "Name the same files, and the key with which the list was made.");
  }
  std::vector<Json> records;
  for (const auto& [place, card] : audit.cards) {
    if (place.first != list || !card.closed || card.record) continue;
    records.push_back(tree.record(place.second));
  }
  if (records.empty()) {
    return refusal("records.nothing", "no record that may be shown",
                   "cards whose readings are signed off and whose records are not shown",
                   "Sign the readings off first: readings.sign-off.");
  }
  return body_lines({{"do", "card.reveal"}, {"list", list}}, "records", std::move(records));
}

}  // namespace recanvass::workflow
