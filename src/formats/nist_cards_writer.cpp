#include "formats/nist_cards_writer.h"

#include "formats/nist_report.h"
#include "formats/one_file_writer.h"
#include "formats/seen_ids.h"
#include "formats/xml_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace recanvass::formats {
namespace {

using election::CardChunk;
using election::CardContest;
using election::CardStore;
using election::Mark;
using election::MarkingState;
using election::MarkingView;

constexpr std::string_view kReportDevice = "recanvass";

LossList losses_of(NistDialect dialect) {
  const std::initializer_list<ContestFact> contests = {
      ContestFact::ContestIds, ContestFact::ChoiceIds, ContestFact::VoteFor,
      ContestFact::VoteForUnknown, ContestFact::WriteInKind};
  if (dialect == NistDialect::Unisyn) {
    return {{CardFact::Tabulator, CardFact::RecordId, CardFact::Style, CardFact::Precinct,
             CardFact::Adjudicated},
            contests};
  }
  return {{CardFact::Tabulator, CardFact::Batch, CardFact::Position, CardFact::ImprintedId,
           CardFact::RecordId, CardFact::Sheet, CardFact::Style, CardFact::Precinct,
           CardFact::Adjudicated},
          contests};
}

// The ids of a report's contests and choices.
struct ReportIds {
  std::vector<std::string> contests;
  std::vector<std::vector<std::string>> choices;  // by contest

  [[nodiscard]] std::vector<std::string> all() const {
    std::vector<std::string> ids = contests;
    for (const auto& list : choices) ids.insert(ids.end(), list.begin(), list.end());
    return ids;
  }
};

// What an id is made of: the one it was, or its number from 1, behind a word that says what it is.
enum class IdsFrom : std::uint8_t { AsTheyAre, Before, Number };

ReportIds report_ids(const std::vector<CardContest>& contests, NistDialect dialect, IdsFrom from) {
  const bool unisyn = dialect == NistDialect::Unisyn;
  const std::string contest_word = unisyn ? "CON_" : "contest-";
  const std::string choice_word = unisyn ? "CONS_" : "selection-";
  const char between = unisyn ? '_' : '-';
  ReportIds ids;
  std::size_t number = 0;
  for (const CardContest& contest : contests) {
    const std::string contest_id =
        from == IdsFrom::Number ? fmt::to_string(ids.contests.size() + 1) : contest.id.text;
    ids.contests.push_back(from == IdsFrom::AsTheyAre ? contest_id : contest_word + contest_id);
    auto& choices = ids.choices.emplace_back();
    for (const auto& choice : contest.choices) {
      ++number;
      switch (from) {
        case IdsFrom::AsTheyAre: choices.push_back(choice.id.text); break;
        case IdsFrom::Before:
          choices.push_back(choice_word + contest_id + between + choice.id.text);
          break;
        case IdsFrom::Number: choices.push_back(choice_word + fmt::to_string(number)); break;
      }
    }
  }
  return ids;
}

// Ids of other things in a report.
bool is_taken(std::string_view id) {
  return id == kReportDevice ||
         std::ranges::any_of(
             std::initializer_list<std::string_view>{"candidate-", "device-", "election-",
                                                     "gp-unit-", "snapshot-", "PREC_", "CVRS_"},
             [&](std::string_view word) { return id.starts_with(word); });
}

bool can_stand(const ReportIds& report, NistDialect dialect) {
  const std::vector<std::string> ids = report.all();
  const std::set<std::string_view> different(ids.begin(), ids.end());
  return different.size() == ids.size() && std::ranges::all_of(ids, [&](const std::string& id) {
           return !is_taken(id) && (dialect == NistDialect::Json || is_xml_id(id));
         });
}

class NistExport final : public OneFileWriter {
 public:
  NistExport(const std::filesystem::path& path, std::string election_name, NistDialect dialect)
      : OneFileWriter(path, losses_of(dialect)),
        dialect_(dialect),
        election_name_(std::move(election_name)),
        report_(dialect == NistDialect::Json ? ReportSyntax::Json : ReportSyntax::Xml) {}

 private:
  void begin() override;
  void write_card(const CardStore& part, const CardFacts& facts, const CardChunk& chunk,
                  std::uint32_t card) override;
  void end() override;
  void write_contest(std::uint32_t contest, const MarkingView& view);
  void write_selection(std::uint32_t contest, const Mark& mark, bool allocable);
  void write_position(const CardContest& asked, const Mark& mark, bool allocable);
  void write_facts(const CardFacts& facts);
  void write_record_id(const CardFacts& facts);
  void write_place_in_batch(const CardFacts& facts);
  [[nodiscard]] std::string device_of(std::string_view tabulator);
  void write_election();
  void write_contest_definition(std::size_t contest, std::size_t first_candidate);
  void write_units();
  void write_devices();
  [[nodiscard]] bool is_unisyn() const { return dialect_ == NistDialect::Unisyn; }
  [[nodiscard]] std::string unit_id(std::size_t number) const {
    return fmt::format("{}{}", is_unisyn() ? "PREC_" : "gp-unit-", number);
  }

  NistDialect dialect_;
  std::string election_name_;
  NistReportText report_;
  ReportIds ids_;
  std::vector<std::string> write_in_id_;  // by contest; empty: it has none
  std::map<std::string, std::size_t, std::less<>> precincts_;
  std::map<std::string, std::string, std::less<>> devices_;  // ids by name
  SeenIds records_;
  std::string last_record_id_;
  std::string last_imprinted_id_;
  std::uint32_t last_position_ = 0;
};

void NistExport::begin() {
  for (const IdsFrom from : {IdsFrom::AsTheyAre, IdsFrom::Before, IdsFrom::Number}) {
    ids_ = report_ids(contests(), dialect_, from);
    if (!can_stand(ids_, dialect_)) continue;
    if (from != IdsFrom::AsTheyAre) {
      losses().add("ids of contests and choices, which are no ids of one report",
                   ids_.all().size());
    }
    break;
  }
  for (std::size_t i = 0; i < contests().size(); ++i) {
    write_in_id_.emplace_back();
    const auto& choices = contests()[i].choices;
    const auto written =
        std::ranges::find(choices, election::CardChoiceKind::WriteIn, &election::CardChoice::kind);
    if (written != choices.end()) {
      write_in_id_.back() = ids_.choices[i][static_cast<std::size_t>(written - choices.begin())];
    }
  }
  report_.open_report(is_unisyn() ? "NIST_V0_cast_vote_records.xsd"
                                  : "http://itl.nist.gov/ns/voting/1500-103/v1");
  report_.open_list("CVR");
  put(report_.take());
}

// A machine's id in the report: its name, or in XML, where that is no id, a number.
std::string NistExport::device_of(std::string_view tabulator) {
  const auto known = devices_.find(tabulator);
  if (known != devices_.end()) return known->second;
  const std::vector<std::string> ids = ids_.all();
  const bool itself =
      (dialect_ == NistDialect::Json || (is_xml_id(tabulator) && !is_taken(tabulator))) &&
      std::ranges::find(ids, tabulator) == ids.end();
  std::string id = itself ? std::string(tabulator) : fmt::format("device-{}", devices_.size() + 1);
  return devices_.emplace(tabulator, std::move(id)).first->second;
}

void NistExport::write_place_in_batch(const CardFacts& facts) {
  const bool same_record = facts.record_id == last_record_id_;
  const bool same_paper = facts.imprinted_id == last_imprinted_id_;
  const bool one_ballot =
      same_record && !(facts.record_id.empty() && (facts.imprinted_id.empty() || !same_paper));
  // A sheet that is not said to be of the ballot before must not stand in its place.
  const bool apart = facts.sheet > 1 && !one_ballot;
  if (apart) losses().add("cards that belong to the ballot before them");
  const bool keeps_paper = !apart || !same_paper || facts.imprinted_id.empty();
  if (!keeps_paper) losses().add("imprinted ids of cards");
  const bool keeps_position = !apart || facts.position != last_position_ || facts.position == 0;
  if (!keeps_position) losses().add("positions of cards in their batches");
  last_record_id_ = facts.record_id;
  last_imprinted_id_ = facts.imprinted_id;
  last_position_ = facts.position;
  if (keeps_paper && !facts.imprinted_id.empty()) {
    report_.text("BallotAuditId", facts.imprinted_id);
  }
  if (facts.sheet > 1) report_.text("BallotSheetId", fmt::to_string(facts.sheet));
  write_facts(facts);
  if (!facts.batch.empty()) report_.text("BatchId", facts.batch);
  if (facts.position > 0 && keeps_position) report_.number("BatchSequenceId", facts.position);
}

void NistExport::write_facts(const CardFacts& facts) {
  if (!facts.style.empty()) report_.text("BallotStyleId", facts.style);
  if (facts.precinct.empty()) return;
  const auto unit = precincts_.emplace(facts.precinct, precincts_.size() + 1).first;
  report_.text("BallotStyleUnitId", unit_id(unit->second));
}

void NistExport::write_position(const CardContest& asked, const Mark& mark, bool allocable) {
  const bool invalid = mark.choice == election::kInvalidWriteIn;
  report_.open_list("SelectionPosition");
  report_.open("SelectionPosition");
  if (invalid) {
    report_.open_member("CVRWriteIn");
    report_.text("Text", "");
    report_.close();
  }
  if (mark.votes % asked.vote_unit != 0) {
    report_.text("FractionalVotes", fmt::format("{}/{}", mark.votes, asked.vote_unit));
  }
  report_.text("HasIndication", "yes");
  // A mark of no one is indicated and nothing is said of allocating it.
  if (!invalid) {
    report_.text("IsAllocable", !allocable ? "no" : is_unisyn() ? "unknown" : "yes");
  }
  report_.number("NumberVotes", mark.votes / asked.vote_unit);
  if (mark.rank > 0) report_.number("Rank", mark.rank);
  report_.close();
  report_.close_list();
}

void NistExport::write_selection(std::uint32_t contest, const Mark& mark, bool allocable) {
  const bool invalid = mark.choice == election::kInvalidWriteIn;
  const std::string& id = invalid ? write_in_id_[contest] : ids_.choices[contest][mark.choice];
  report_.open("CVRContestSelection");
  if (!id.empty()) report_.text("ContestSelectionId", id);
  write_position(contests()[contest], mark, allocable);
  if (invalid) report_.only_text("Status", "invalidated-rules");
  report_.close();
}

void NistExport::write_contest(std::uint32_t contest, const MarkingView& view) {
  if (view.state == MarkingState::Redacted) return losses().add(kLostRedacted);
  const bool overvoted =
      view.state == MarkingState::Overvoted || has_too_many_marks(contests()[contest], view);
  report_.open("CVRContest");
  report_.text("ContestId", ids_.contests[contest]);
  std::size_t selections = 0;
  if (!view.marks.empty()) {
    report_.open_list("CVRContestSelection");
    for (const Mark& mark : view.marks) {
      if (mark.choice == election::kOvervotedRank) {
        losses().add(kLostSeveral);
        continue;
      }
      write_selection(contest, mark, !overvoted);
      ++selections;
    }
    report_.close_list();
  }
  if (is_unisyn() && selections > 0) {
    report_.number("Selections", static_cast<std::int64_t>(selections));
  }
  if (view.state == MarkingState::Blank) {
    report_.only_text("Status", is_unisyn() ? "undervoted" : "not-indicated");
  }
  if (overvoted) report_.only_text("Status", "overvoted");
  report_.close();
}

// A record stands once among those of its device, by its number and its sheet.
void NistExport::write_record_id(const CardFacts& facts) {
  if (facts.record_id.empty()) return;
  const std::uint32_t sheet = is_unisyn() ? 1 : facts.sheet;
  if (records_.add(fmt::format("{}\n{}\n{}", facts.tabulator, facts.record_id, sheet))) {
    report_.text("UniqueId", facts.record_id);
  } else {
    losses().add("record ids of cards");
  }
}

void NistExport::write_card(const CardStore& part, const CardFacts& facts, const CardChunk& chunk,
                            std::uint32_t card) {
  const std::string snapshot =
      fmt::format("{}{}", is_unisyn() ? "CVRS_" : "snapshot-", card_number());
  report_.line_end();
  report_.open("CVR");
  if (is_unisyn()) {
    write_facts(facts);
  } else {
    write_place_in_batch(facts);
  }
  if (!facts.tabulator.empty()) report_.text("CreatingDeviceId", device_of(facts.tabulator));
  report_.text("CurrentSnapshotId", snapshot);
  report_.open_list("CVRSnapshot");
  report_.open("CVRSnapshot", snapshot);
  report_.open_list("CVRContest");
  each_marking(part, chunk, card, [&](std::uint32_t contest, const MarkingView& view) {
    write_contest(contest, view);
  });
  report_.close_list();
  report_.text("Type", facts.adjudicated ? "modified" : "original");
  report_.close();
  report_.close_list();
  report_.text("ElectionId", "election-1");
  write_record_id(facts);
  report_.close();
  put(report_.take());
}

void NistExport::write_contest_definition(std::size_t number, std::size_t first_candidate) {
  const CardContest& contest = contests()[number];
  report_.line_end();
  report_.open("CandidateContest", ids_.contests[number], true);
  report_.open_list("ContestSelection");
  for (std::size_t choice = 0; choice < contest.choices.size(); ++choice) {
    report_.open("CandidateSelection", ids_.choices[number][choice], true);
    report_.reference("CandidateIds", fmt::format("candidate-{}", first_candidate + choice));
    if (contest.choices[choice].kind == election::CardChoiceKind::WriteIn) {
      report_.truth("IsWriteIn");
    }
    report_.close();
  }
  report_.close_list();
  report_.text("Name", contest.name);
  if (contest.ranks > 0) report_.text("VoteVariation", "rcv");
  if (contest.vote_for > 0) report_.number("VotesAllowed", contest.vote_for);
  report_.close();
}

void NistExport::write_election() {
  report_.line_end();
  report_.open_list("Election");
  report_.open("Election", "election-1");
  report_.open_list("Candidate");
  std::size_t candidate = 0;
  for (const CardContest& contest : contests()) {
    for (const auto& choice : contest.choices) {
      report_.line_end();
      report_.open("Candidate", fmt::format("candidate-{}", ++candidate));
      report_.text("Name", choice.name);
      report_.close();
    }
  }
  report_.close_list();
  report_.open_list("Contest");
  std::size_t first_candidate = 1;
  for (std::size_t i = 0; i < contests().size(); ++i) {
    write_contest_definition(i, first_candidate);
    first_candidate += contests()[i].choices.size();
  }
  report_.close_list();
  report_.text("ElectionScopeId", "gp-unit-0");
  report_.text("Name", election_name_);
  report_.close();
  report_.close_list();
}

void NistExport::write_units() {
  report_.open_list("GpUnit");
  report_.open("GpUnit", "gp-unit-0");
  report_.text("Type", "other");
  report_.text("OtherType", "jurisdiction");
  report_.close();
  std::vector<std::string_view> units(precincts_.size());
  for (const auto& [name, number] : precincts_) units[number - 1] = name;
  for (std::size_t i = 0; i < units.size(); ++i) {
    report_.line_end();
    report_.open("GpUnit", unit_id(i + 1));
    report_.text("Name", units[i]);
    report_.text("Type", "precinct");
    report_.close();
  }
  report_.close_list();
}

void NistExport::write_devices() {
  report_.only_text("ReportGeneratingDeviceIds", kReportDevice);
  report_.open_list("ReportingDevice");
  report_.open("ReportingDevice", kReportDevice);
  report_.text("Application", "Recanvass");
  report_.close();
  for (const auto& [name, id] : devices_) {
    if (id == kReportDevice) continue;
    report_.line_end();
    report_.open("ReportingDevice", id);
    if (id != name) {
      report_.open_list("Code");
      report_.open("Code");
      report_.text("Type", "local-level");
      report_.text("Value", name);
      report_.close();
      report_.close_list();
    }
    report_.close();
  }
  report_.close_list();
}

void NistExport::end() {
  report_.line_end();
  report_.close_list();
  write_election();
  report_.text("GeneratedDate", "1970-01-01T00:00:00Z");
  write_units();
  report_.text("Notes", "GeneratedDate says nothing: the same cards give the same bytes.");
  write_devices();
  if (is_unisyn()) report_.only_text("ReportType", "originating-device-export");
  report_.text("Version", "1.0.0");
  report_.close_report();
  put(report_.take());
}

}  // namespace

std::unique_ptr<CardWriter> nist_cards_writer(const std::filesystem::path& path,
                                              const std::string& election_name,
                                              NistDialect dialect) {
  return std::make_unique<NistExport>(path, election_name, dialect);
}

}  // namespace recanvass::formats
