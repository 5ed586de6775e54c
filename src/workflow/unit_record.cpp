#include "workflow/unit_record.h"

#include "reconcile/surplus.h"
#include "workflow/unit_result.h"

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

using election::BallotCount;
using election::VoteCount;
using reconcile::ContestFigures;
using reconcile::UnitRecord;

template <class Map>
const typename Map::mapped_type* entry_in(const Map& map, const std::string& key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

std::optional<BallotCount> ballots_or_hole(const std::optional<std::int64_t>& number) {
  if (!number) return std::nullopt;
  return BallotCount(*number);
}

ContestFigures contest_of(const Operation& operation,
                          const std::map<std::string, std::int64_t>& votes) {
  ContestFigures contest;
  contest.contest = {operation.setup.contest};
  contest.vote_for = election::SeatCount(operation.setup.vote_for);
  for (const SetupChoice& choice : operation.setup.choices) {
    reconcile::ChoiceFigure figure;
    figure.choice = {choice.id};
    if (const auto* number = entry_in(votes, choice.id)) figure.votes = VoteCount(*number);
    contest.choices.push_back(std::move(figure));
  }
  return contest;
}

// The ledger has votes lost to overvotes, not overvoted ballots.
void add_unused(ContestFigures& contest, std::optional<std::int64_t> blank,
                std::optional<std::int64_t> over) {
  if (!blank || !over) return;
  contest.blank_votes = VoteCount(*blank);
  contest.over_votes = VoteCount(*over);
}

void expect_votes(const Operation& operation, const std::string& unit, ContestFigures& contest) {
  const auto& by_unit = operation.reconciling.expected_votes;
  const auto expected = by_unit.find({operation.commitment.units.at(unit).county, unit});
  if (expected == by_unit.end()) return;
  for (reconcile::ChoiceFigure& figure : contest.choices) {
    if (const auto* number = entry_in(expected->second, figure.choice.text)) {
      figure.expected = VoteCount(*number);
    }
  }
}

ContestFigures contest_of_version(const Operation& operation, const ReturnsVersion& version) {
  ContestFigures contest = contest_of(operation, version.votes);
  contest.ballots = ballots_or_hole(version.ballots);
  add_unused(contest, version.blank, version.over);
  return contest;
}

reconcile::UnitVersion earlier_version(const Operation& operation, const ReturnsVersion& version) {
  return {version.label,
          ballots_or_hole(version.ballots),
          {contest_of_version(operation, version)},
          version.cause,
          version.minute};
}

const std::vector<ReturnsVersion>& versions_of(const Operation& operation,
                                               const std::string& unit) {
  static const std::vector<ReturnsVersion> kNone;
  const auto* versions = entry_in(operation.reconciling.versions, unit);
  return versions == nullptr ? kNone : *versions;
}

// The tape last read: a print on paper stays what it is until another is read.
const std::vector<TapeLine>* latest_tape(const std::vector<ReturnsVersion>& versions) {
  for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
    if (!version->tape.empty()) return &version->tape;
  }
  return nullptr;
}

void add_tape(const Operation& operation, const std::vector<ReturnsVersion>& versions,
              UnitRecord& record) {
  const std::vector<TapeLine>* lines = latest_tape(versions);
  if (lines == nullptr) return;
  reconcile::TapeContest tape;
  tape.contest = {operation.setup.contest};
  for (const TapeLine& line : *lines) {
    tape.positions.push_back({{line.choice}, VoteCount(line.votes)});
  }
  record.tapes.push_back(std::move(tape));
}

// The latest version as the figures in question, the others as history.
void add_returns(const Operation& operation, const std::string& unit,
                 const std::vector<ReturnsVersion>& versions, UnitRecord& record) {
  const ReportedUnit& reported = operation.commitment.units.at(unit);
  if (versions.empty()) {
    ContestFigures contest = contest_of(operation, reported.votes);
    contest.ballots = ballots_or_hole(reported.ballots);
    expect_votes(operation, unit, contest);
    record.contests.push_back(std::move(contest));
    return;
  }
  for (std::size_t i = 0; i + 1 < versions.size(); ++i) {
    record.earlier.push_back(earlier_version(operation, versions[i]));
  }
  ContestFigures contest = contest_of_version(operation, versions.back());
  expect_votes(operation, unit, contest);
  record.contests.push_back(std::move(contest));
  record.revision_cause = versions.back().cause;
  record.revision_minute = versions.back().minute;
  add_tape(operation, versions, record);
}

// The second count as the figures in question, every version of the first as history.
void add_count(const Operation& operation, const std::string& unit, const UnitResult& result,
               UnitRecord& record) {
  const std::vector<ReturnsVersion>& versions = versions_of(operation, unit);
  for (const ReturnsVersion& version : versions) {
    record.earlier.push_back(earlier_version(operation, version));
  }
  if (versions.empty()) {
    const ReportedUnit& reported = operation.commitment.units.at(unit);
    ContestFigures contest = contest_of(operation, votes_of_all(operation, reported.votes));
    contest.ballots = ballots_or_hole(reported.ballots);
    record.earlier.push_back({"reported", contest.ballots, {contest}, "", ""});
  }
  ContestFigures contest = contest_of(operation, result.votes);
  contest.ballots = ballots_or_hole(result.ballots);
  add_unused(contest, result.blank, result.over);
  record.contests.push_back(std::move(contest));
  if (const UnitCause* cause = cause_of(operation, unit)) {
    record.revision_cause = cause->code;
    record.revision_minute = cause->minute;
  }
}

void add_worksheet(const Operation& operation, const std::string& unit, UnitRecord& record) {
  const auto* sheet = entry_in(operation.reconciling.worksheets, unit);
  if (sheet == nullptr) return;
  const std::vector<std::pair<std::string, std::int64_t>> lines(sheet->figures.begin(),
                                                                sheet->figures.end());
  record.figures = reconcile::make_figures(lines).value();
  record.absentee_in_poll_book = sheet->absentee_in_poll_book;
  record.provisional_in_poll_book = sheet->provisional_in_poll_book;
  record.absentee_on_tape = sheet->absentee_on_tape;
  for (const auto& [machine, ballots] : sheet->machines) {
    record.machines.push_back({machine, BallotCount(ballots)});
  }
}

// Lines of the worksheet that other entries give, where the sheet itself has a hole.
void fill_worksheet(const Operation& operation, const std::string& unit, Sight sight,
                    UnitRecord& record) {
  const ReportedUnit& reported = operation.commitment.units.at(unit);
  if (!record.figures.registered && reported.registered) {
    record.figures.registered = election::VoterCount(*reported.registered);
  }
  if (sight == Sight::All && !record.figures.canvass_ballots) {
    const auto& versions = versions_of(operation, unit);
    record.figures.canvass_ballots =
        ballots_or_hole(versions.empty() ? reported.ballots : versions.back().ballots);
  }
  const auto* sums = entry_in(operation.counting.sums, unit);
  if (!record.figures.ballots_found && sums != nullptr && sums->is_counted()) {
    record.figures.ballots_found = BallotCount(sums->ballots);
  }
  // Nobody counts by hand what a machine counts again: its tape has the ballots.
  if (sight == Sight::All && !record.figures.ballots_found && counts_by_machine(operation, unit)) {
    if (const auto tape = figures_as_counted(operation, unit)) {
      record.figures.ballots_found = BallotCount(tape->ballots);
    }
  }
}

// Of several openings the first that was not as recorded, else the last.
reconcile::Seal seal_of(const std::string& id, const Container& container) {
  reconcile::Seal seal;
  seal.container = id;
  std::string put_on;
  for (const SealRecord& act : container.history) {
    if (act.act != "out") {
      put_on = act.seal;
      continue;
    }
    seal.recorded = put_on;
    seal.found = act.seal;
    seal.condition = act.condition == "broken" ? reconcile::SealCondition::Broken
                                               : reconcile::SealCondition::Intact;
    if (act.packages == "sealed") seal.packages = reconcile::PackageCondition::Sealed;
    if (act.packages == "loose") seal.packages = reconcile::PackageCondition::Loose;
    if (seal.condition == reconcile::SealCondition::Broken || put_on != act.seal) break;
  }
  return seal;
}

void add_seals(const Operation& operation, const std::string& unit, UnitRecord& record) {
  const auto* batches = entry_in(operation.commitment.unit_batches, unit);
  if (batches == nullptr) return;
  std::set<std::string> containers;
  for (const std::string& id : *batches) {
    containers.insert(operation.commitment.batches.at(id).container);
  }
  for (const std::string& id : containers) {
    if (const auto* container = entry_in(operation.counting.containers, id)) {
      record.seals.push_back(seal_of(id, *container));
    }
  }
}

// A batch found later counts as listed once its incident has its words.
bool is_listed(const Operation& operation, const ManifestBatch& batch) {
  if (!batch.extra) return true;
  const auto incident = operation.counting.incidents.find(batch.incident);
  return incident != operation.counting.incidents.end() && !incident->second.resolution.empty();
}

ContestFigures entry_of_batch(const Operation& operation, const std::string& batch,
                              const Tally& tally) {
  ContestFigures contest = contest_of(operation, tally.votes);
  contest.contest = {batch};
  contest.ballots = BallotCount(tally.ballots);
  contest.blank_votes = VoteCount(tally.blank);
  contest.over_ballots = BallotCount(tally.over);
  return contest;
}

// Every batch whose entries differ, and one that agrees so that the rule counts as checked.
void add_entries(const Operation& operation, const std::string& id, const BatchCount& batch,
                 UnitRecord& record) {
  const BatchStage stage = batch.stage();
  const bool agrees = stage == BatchStage::Agreed;
  if (stage != BatchStage::Mismatch && !(agrees && !record.entry_a)) return;
  if (!record.entry_a) {
    record.entry_a.emplace().person = "entries A";
    record.entry_b.emplace().person = "entries B";
  }
  record.entry_a->contests.push_back(
      entry_of_batch(operation, id, batch.entries[0].revisions.back()));
  record.entry_b->contests.push_back(
      entry_of_batch(operation, id, batch.entries[1].revisions.back()));
}

void add_batches(const Operation& operation, const std::string& unit, UnitRecord& record) {
  const auto* ids = entry_in(operation.commitment.unit_batches, unit);
  if (ids == nullptr) return;
  for (const std::string& id : *ids) {
    const ManifestBatch& listed = operation.commitment.batches.at(id);
    const auto* counted = entry_in(operation.counting.batches, id);
    const bool set_aside = counted != nullptr && counted->is_void;
    if (set_aside && (listed.extra || counts_by_machine(operation, unit))) continue;
    reconcile::BatchFigures figures;
    figures.batch = id;
    if (is_listed(operation, listed)) figures.manifest = BallotCount(listed.ballots);
    if (set_aside) {
      // The manifest lists its ballots, and none of them is counted.
      figures.counted = BallotCount(0);
    } else if (counted != nullptr) {
      if (const Tally* tally = counted->standing()) figures.counted = BallotCount(tally->ballots);
      add_entries(operation, id, *counted, record);
    }
    record.batches.push_back(std::move(figures));
  }
}

void add_explanations(const Operation& operation, const std::string& unit, UnitRecord& record) {
  if (const auto* given = entry_in(operation.reconciling.explanations, unit)) {
    const auto policy = reconcile::policy_named(operation.setup.policy);
    for (const UnitExplanation& explanation : *given) {
      const std::size_t accounts = operation.people.seconds.contains(explanation.position) ? 2 : 1;
      const std::int64_t ballots =
          policy ? reconcile::ballots_that_count(*policy, explanation.ballots, accounts)
                 : explanation.ballots;
      record.explanations.push_back({explanation.code, BallotCount(ballots), explanation.form,
                                     explanation.ruling, explanation.security, explanation.words});
    }
  }
  if (const DrawDown* draw = draw_down_of(operation, unit)) {
    record.explanations.push_back(
        {"DRAWDOWN", BallotCount(draw->excess), reconcile::ExplanationForm::Said,
         reconcile::BoardRuling::Accepted, reconcile::SecurityShown::No, draw->protocol});
  }
}

UnitRecord plain_record(const Operation& operation, const std::string& unit) {
  UnitRecord record;
  record.unit = unit;
  record.county = operation.commitment.units.at(unit).county;
  add_worksheet(operation, unit, record);
  add_explanations(operation, unit, record);
  add_media(operation, unit, record);
  return record;
}

}  // namespace

UnitRecord unit_record(const Operation& operation, const std::string& unit, Sight sight) {
  UnitRecord record = plain_record(operation, unit);
  fill_worksheet(operation, unit, sight, record);
  add_seals(operation, unit, record);
  add_batches(operation, unit, record);
  if (sight == Sight::Blind) {
    for (reconcile::MediaLoad& load : record.media) load.totals.clear();
    return record;
  }
  if (const auto result = counted_result(operation, unit)) {
    add_count(operation, unit, *result, record);
  } else {
    add_returns(operation, unit, versions_of(operation, unit), record);
  }
  return record;
}

UnitRecord returns_record(const Operation& operation, const std::string& unit, std::size_t known) {
  UnitRecord record = plain_record(operation, unit);
  fill_worksheet(operation, unit, Sight::All, record);
  record.figures.ballots_found.reset();
  std::vector<ReturnsVersion> versions = versions_of(operation, unit);
  if (known > 0) {
    versions.resize(known);
    record.figures.canvass_ballots = ballots_or_hole(versions.back().ballots);
  }
  add_returns(operation, unit, versions, record);
  return record;
}

void add_media(const Operation& operation, const std::string& place, UnitRecord& record) {
  const Machines& machines = operation.judging.machines;
  if (const auto* expected = entry_in(machines.expected_at, place)) {
    const auto unit = operation.commitment.units.find(place);
    for (const std::string& medium : *expected) {
      const ExpectedMedium& stated = machines.media_expected.at(medium);
      if (unit == operation.commitment.units.end() || stated.unit.empty() ||
          stated.county == unit->second.county) {
        record.media_expected.push_back(medium);
      }
    }
  }
  const auto* loaded = entry_in(machines.loaded_at, place);
  if (loaded == nullptr) return;
  for (const std::size_t index : *loaded) {
    const LoadedMedium& medium = machines.media_loaded[index];
    record.media.push_back({medium.medium, medium.sha256, medium.totals});
  }
}

}  // namespace recanvass::workflow
