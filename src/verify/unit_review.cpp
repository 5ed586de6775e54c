#include "verify/unit_review.h"

#include "reconcile/surplus.h"
#include "verify/standing.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>

namespace recanvass::verify {
namespace {

using election::BallotCount;
using election::VoteCount;
using reconcile::ContestFigures;

std::optional<BallotCount> ballots_or_hole(const std::optional<std::int64_t>& number) {
  return number ? std::optional(BallotCount(*number)) : std::nullopt;
}

// A choice that nobody reported is a hole.
ContestFigures contest_of(const Record& record, const std::map<std::string, std::int64_t>& votes) {
  ContestFigures contest;
  contest.contest = {record.contest};
  contest.vote_for = election::SeatCount(record.vote_for);
  for (const auto& [id, name] : record.choices) {
    const auto found = votes.find(id);
    contest.choices.push_back(
        {{id},
         found == votes.end() ? std::nullopt : std::optional(VoteCount(found->second)),
         std::nullopt});
  }
  return contest;
}

// Blank votes and votes lost to overvotes together are the votes that were not used.
void add_unused(ContestFigures& contest, const std::optional<std::int64_t>& blank,
                const std::optional<std::int64_t>& over) {
  if (!blank || !over) return;
  contest.blank_votes = VoteCount(*blank + *over);
  contest.over_ballots = BallotCount(0);
}

ContestFigures contest_of(const Record& record, const ReturnsVersion& version) {
  ContestFigures contest = contest_of(record, version.votes);
  contest.ballots = ballots_or_hole(version.ballots);
  add_unused(contest, version.blank, version.over);
  return contest;
}

std::map<std::string, std::int64_t> with_zeros(const Record& record,
                                               std::map<std::string, std::int64_t> votes) {
  for (const auto& [id, name] : record.choices) votes.try_emplace(id, 0);
  return votes;
}

reconcile::UnitVersion earlier(const Record& record, const ReturnsVersion& version) {
  return {version.label,
          ballots_or_hole(version.ballots),
          {contest_of(record, version)},
          version.cause,
          version.minute};
}

class RecordMaker {
 public:
  RecordMaker(const Record& record, const std::string& id)
      : record_(record), unit_(record.units.at(id)) {
    made_.unit = id;
    made_.county = record.county_of(id);
  }

  reconcile::UnitRecord make() {
    add_sheet();
    add_explanations();
    fill_sheet();
    add_seals();
    add_media();
    add_batches();
    const auto figures = counted_figures(record_, made_.unit);
    if (figures) {
      add_count(*figures);
    } else {
      add_returns();
    }
    return std::move(made_);
  }

  // As if nothing had been counted since.
  reconcile::UnitRecord make_reported() {
    add_sheet();
    add_explanations();
    fill_sheet();
    made_.figures.ballots_found.reset();
    add_returns();
    return std::move(made_);
  }

 private:
  void add_sheet() {
    if (!unit_.sheet) return;
    const Sheet& sheet = *unit_.sheet;
    const auto figures = reconcile::make_figures({sheet.figures.begin(), sheet.figures.end()});
    if (figures) made_.figures = *figures;
    made_.absentee_in_poll_book = sheet.absentee_in_poll_book;
    made_.provisional_in_poll_book = sheet.provisional_in_poll_book;
    made_.absentee_on_tape = sheet.absentee_on_tape;
    for (const auto& [machine, ballots] : sheet.machines) {
      made_.machines.push_back({machine, BallotCount(ballots)});
    }
  }

  // What the sheet leaves open and other entries say.
  void fill_sheet() {
    if (!made_.figures.registered && unit_.registered) {
      made_.figures.registered = election::VoterCount(*unit_.registered);
    }
    if (!made_.figures.canvass_ballots) {
      made_.figures.canvass_ballots =
          ballots_or_hole(unit_.versions.empty() ? unit_.ballots : unit_.versions.back().ballots);
    }
    if (!made_.figures.ballots_found) made_.figures.ballots_found = ballots_tallied();
    // Of a unit that a machine counts again the tape has the ballots.
    if (!made_.figures.ballots_found && counts_by_machine(record_, made_.unit)) {
      if (const auto tape = figures_as_counted(record_, made_.unit)) {
        made_.figures.ballots_found = BallotCount(tape->ballots);
      }
    }
  }

  // What is withheld of some batches is given for all of them together.
  std::optional<BallotCount> ballots_tallied() const {
    std::int64_t sum = 0;
    bool any = false;
    bool withheld = false;
    for (const std::string& id : unit_.batches) {
      const Batch& batch = record_.batches.at(id);
      if (batch.is_void) continue;
      const Figures* figures = batch.standing();
      if (figures == nullptr && batch.withheld == 0) return std::nullopt;
      any = true;
      withheld = withheld || figures == nullptr;
      if (figures != nullptr) sum += figures->ballots;
    }
    if (withheld) {
      const auto group = record_.groups.find("unit:" + made_.unit);
      if (group == record_.groups.end()) return std::nullopt;
      sum += group->second.figures.ballots;
    }
    return any ? std::optional(BallotCount(sum)) : std::nullopt;
  }

  void add_explanations() {
    const auto policy = reconcile::policy_named(record_.policy);
    for (const Explained& said : unit_.explained) {
      const std::int64_t ballots =
          policy ? reconcile::ballots_that_count(*policy, said.ballots, said.by.size())
                 : said.ballots;
      made_.explanations.push_back(
          {said.code, BallotCount(ballots),
           said.sworn ? reconcile::ExplanationForm::Sworn : reconcile::ExplanationForm::Said,
           said.ruling,
           said.kept_secure ? reconcile::SecurityShown::Yes : reconcile::SecurityShown::No,
           said.words});
    }
    if (const DrawDown* draw = draw_down_of(record_, made_.unit)) {
      made_.explanations.push_back(
          {"DRAWDOWN", BallotCount(draw->excess), reconcile::ExplanationForm::Said,
           reconcile::BoardRuling::Accepted, reconcile::SecurityShown::No, draw->protocol});
    }
  }

  // Of several openings the first that was not as it should be, else the last.
  static reconcile::Seal seal_of(const std::string& id, const Box& box) {
    reconcile::Seal seal;
    seal.container = id;
    for (const Box::Opening& opening : box.openings) {
      seal.recorded = opening.put_on;
      seal.found = opening.found;
      seal.condition =
          opening.broken ? reconcile::SealCondition::Broken : reconcile::SealCondition::Intact;
      if (opening.packages == "sealed") seal.packages = reconcile::PackageCondition::Sealed;
      if (opening.packages == "loose") seal.packages = reconcile::PackageCondition::Loose;
      if (opening.broken || opening.put_on != opening.found) break;
    }
    return seal;
  }

  void add_seals() {
    std::set<std::string> boxes;
    for (const std::string& id : unit_.batches) boxes.insert(record_.batches.at(id).container);
    for (const std::string& id : boxes) {
      const auto box = record_.boxes.find(id);
      if (box != record_.boxes.end()) made_.seals.push_back(seal_of(id, box->second));
    }
  }

  void add_media() {
    const auto expected = record_.media_expected.find(made_.unit);
    if (expected != record_.media_expected.end()) {
      for (const std::string& medium : expected->second) {
        const auto county = record_.medium_counties.find(medium);
        if (county == record_.medium_counties.end() ||
            county->second == record_.county_of(made_.unit)) {
          made_.media_expected.push_back(medium);
        }
      }
    }
    const auto loaded = record_.media.find(made_.unit);
    if (loaded != record_.media.end()) made_.media = loaded->second;
  }

  static ContestFigures entry_of(const Record& record, const std::string& id,
                                 const Figures& figures) {
    ContestFigures contest = contest_of(record, figures.votes);
    contest.contest = {id};
    contest.ballots = BallotCount(figures.ballots);
    contest.blank_votes = VoteCount(figures.blank);
    contest.over_ballots = BallotCount(figures.over);
    return contest;
  }

  // Entries that differ, and one pair that agrees so that the rule counts as checked.
  void add_entries(const std::string& id, const Batch& batch) {
    if (batch.readings.size() != 2 || batch.settled) return;
    const bool agree = batch.readings[0].figures == batch.readings[1].figures;
    if (agree && made_.entry_a) return;
    if (!made_.entry_a) {
      made_.entry_a.emplace().person = "entries A";
      made_.entry_b.emplace().person = "entries B";
    }
    made_.entry_a->contests.push_back(entry_of(record_, id, batch.readings[0].figures));
    made_.entry_b->contests.push_back(entry_of(record_, id, batch.readings[1].figures));
  }

  bool is_listed(const Batch& batch) const {
    if (!batch.extra) return true;
    const auto incident = record_.incidents.find(batch.incident);
    return incident != record_.incidents.end() && incident->second.resolved;
  }

  void add_batches() {
    for (const std::string& id : batches_in_order()) {
      const Batch& batch = record_.batches.at(id);
      if (batch.is_void && (batch.extra || counts_by_machine(record_, made_.unit))) continue;
      reconcile::BatchFigures figures;
      figures.batch = id;
      if (is_listed(batch)) figures.manifest = BallotCount(batch.ballots);
      if (const Figures* standing = batch.standing()) {
        figures.counted = BallotCount(standing->ballots);
      }
      // The manifest lists its ballots, and none of them is counted.
      if (batch.is_void) figures.counted = BallotCount(0);
      if (!batch.is_void) add_entries(id, batch);
      made_.batches.push_back(std::move(figures));
    }
  }

  // As they were listed: the order decides which findings come first.
  std::vector<std::string> batches_in_order() const {
    std::vector<std::string> ids(unit_.batches.begin(), unit_.batches.end());
    std::stable_sort(ids.begin(), ids.end(), [&](const std::string& a, const std::string& b) {
      return record_.batches.at(a).order < record_.batches.at(b).order;
    });
    return ids;
  }

  void add_expected(ContestFigures& contest) const {
    const auto known = record_.expected_votes.find({record_.county_of(made_.unit), made_.unit});
    if (known == record_.expected_votes.end()) return;
    for (reconcile::ChoiceFigure& figure : contest.choices) {
      const auto found = known->second.find(figure.choice.text);
      if (found != known->second.end()) figure.expected = VoteCount(found->second);
    }
  }

  void add_tape() {
    for (auto version = unit_.versions.rbegin(); version != unit_.versions.rend(); ++version) {
      if (version->tape.empty()) continue;
      reconcile::TapeContest tape;
      tape.contest = {record_.contest};
      for (const auto& [choice, votes] : version->tape) {
        tape.positions.push_back({{choice}, VoteCount(votes)});
      }
      made_.tapes.push_back(std::move(tape));
      return;
    }
  }

  // The first count is in question: its latest version beside the earlier ones.
  void add_returns() {
    ContestFigures contest;
    if (unit_.versions.empty()) {
      contest = contest_of(record_, unit_.votes);
      contest.ballots = ballots_or_hole(unit_.ballots);
    } else {
      for (std::size_t i = 0; i + 1 < unit_.versions.size(); ++i) {
        made_.earlier.push_back(earlier(record_, unit_.versions[i]));
      }
      contest = contest_of(record_, unit_.versions.back());
      made_.revision_cause = unit_.versions.back().cause;
      made_.revision_minute = unit_.versions.back().minute;
      add_tape();
    }
    add_expected(contest);
    made_.contests.push_back(std::move(contest));
  }

  // The second count is in question, and all of the first is its history.
  void add_count(const Figures& figures) {
    for (const ReturnsVersion& version : unit_.versions) {
      made_.earlier.push_back(earlier(record_, version));
    }
    if (unit_.versions.empty()) {
      ContestFigures contest = contest_of(record_, with_zeros(record_, unit_.votes));
      contest.ballots = ballots_or_hole(unit_.ballots);
      made_.earlier.push_back({"reported", contest.ballots, {contest}, "", ""});
    }
    ContestFigures contest = contest_of(record_, figures.votes);
    contest.ballots = BallotCount(figures.ballots);
    add_unused(contest, figures.blank, figures.over);
    made_.contests.push_back(std::move(contest));
    if (const CauseGiven* cause = cause_of(record_, made_.unit)) {
      made_.revision_cause = cause->code;
      made_.revision_minute = cause->minute;
    }
  }

  const Record& record_;
  const Unit& unit_;
  reconcile::UnitRecord made_;
};

// Explanations at the size of their finding; and tallies that were taken with a reason.
std::vector<reconcile::ClosedFinding> closed_of(const Record& record, const std::string& id,
                                                const reconcile::Findings& findings) {
  std::vector<reconcile::ClosedFinding> closed;
  for (const Explained& said : record.units.at(id).explained) {
    const auto rule = reconcile::rule_named(said.rule);
    if (!rule || !said.residual || !reconcile::is_in_force(said.ruling)) continue;
    closed.push_back({*rule, said.about, *said.residual, said.code});
  }
  const bool counted = counted_figures(record, id).has_value();
  for (const reconcile::Finding& finding : findings.found) {
    if (finding.rule == reconcile::Rule::R1 && counted && finding.residual < 0) {
      closed.push_back({finding.rule, finding.about, finding.residual, "entered with a reason"});
    }
    if (finding.rule != reconcile::Rule::R5) continue;
    const auto batch = record.batches.find(finding.about);
    if (batch == record.batches.end() || finding.severity == reconcile::Severity::Red) continue;
    const std::string reason = batch->second.reason();
    if (!reason.empty()) {
      closed.push_back({finding.rule, finding.about, finding.residual, reason});
    }
  }
  return closed;
}

}  // namespace

bool UnitReview::is_unexplained(const reconcile::Finding& finding) const {
  return !reconcile::is_accounted_for(finding, findings, closed);
}

namespace {

UnitReview review_of_record(const Record& record, const std::string& unit,
                            reconcile::UnitRecord made, const reconcile::Settings& settings) {
  UnitReview review;
  review.unit = std::move(made);
  review.findings = reconcile::check_unit(review.unit, settings);
  review.findings.append(reconcile::check_media_present(std::span(&review.unit, 1)));
  reconcile::put_in_order(review.findings.found);
  if (const auto policy = reconcile::policy_named(record.policy)) {
    reconcile::let_surplus_stand_alone(*policy, review.findings);
  }
  review.closed = closed_of(record, unit, review.findings);
  review.state = reconcile::public_state_of(
      reconcile::status_of(review.findings, review.closed, settings), review.findings);
  return review;
}

}  // namespace

UnitReview review_of(const Record& record, const std::string& unit) {
  return review_of_record(record, unit, RecordMaker(record, unit).make(), {});
}

UnitReview review_of_returns(const Record& record, const std::string& unit) {
  reconcile::Settings settings;
  settings.required = {reconcile::Rule::R1};
  return review_of_record(record, unit, RecordMaker(record, unit).make_reported(), settings);
}

std::vector<reconcile::Finding> impossible_returns(const Record& record, const std::string& unit) {
  std::vector<reconcile::Finding> found = review_of_returns(record, unit).findings.found;
  std::erase_if(found, [](const auto& finding) { return !finding.impossible; });
  return found;
}

Reviews review_counted(const Record& record, base::Executor& executor) {
  constexpr std::size_t kUnitsAtOnce = 256;
  std::vector<std::pair<std::string, UnitReview>> reviews;
  for (const auto& [id, unit] : record.units) {
    if (unit.returns_given) reviews.emplace_back(id, UnitReview());
  }
  std::vector<char> counted(reviews.size());  // a byte each: blocks write beside one another
  executor.run_blocks((reviews.size() + kUnitsAtOnce - 1) / kUnitsAtOnce, [&](std::size_t block) {
    const std::size_t end = std::min(reviews.size(), (block + 1) * kUnitsAtOnce);
    for (std::size_t i = block * kUnitsAtOnce; i < end; ++i) {
      auto& [id, review] = reviews[i];
      if (fate_of(record, id) != Fate::Counted) continue;
      review = review_of(record, id);
      review.unit = {};
      counted[i] = 1;
    }
  });
  Reviews made;
  for (std::size_t i = 0; i < reviews.size(); ++i) {
    if (counted[i] != 0) made.insert(made.end(), std::move(reviews[i]));
  }
  return made;
}

bool is_ruled_not_recountable(const Record& record, const std::string& unit) {
  const auto found = record.units.find(unit);
  if (found == record.units.end() || !found->second.not_recountable) return false;
  // One person's ruling is of a unit that nobody had counted.
  if (found->second.ruled_by.size() < 2 && has_second_figures(found->second, record)) return false;
  const auto policy = reconcile::policy_named(record.policy);
  if (!policy) return false;
  // Some cases the policy leaves to the board.
  const auto due = reconcile::consequence_of(*policy, RecordMaker(record, unit).make());
  return due.step == reconcile::Step::Unrecountable ||
         (due.step == reconcile::Step::Explain && due.lifted_by != reconcile::LiftedBy::Nothing);
}

std::optional<reconcile::Step> step_of(const Record& record, const std::string& unit) {
  const auto policy = reconcile::policy_named(record.policy);
  if (!policy) return std::nullopt;
  return reconcile::consequence_of(*policy, RecordMaker(record, unit).make()).step;
}

bool is_not_recountable(const Record& record, const std::string& unit) {
  return step_of(record, unit) == reconcile::Step::Unrecountable;
}

std::vector<std::string> media_missing(const Record& record, const std::string& county) {
  reconcile::UnitRecord place;
  place.unit = county;
  const auto expected = record.media_expected.find(county);
  if (expected != record.media_expected.end()) place.media_expected = expected->second;
  const auto loaded = record.media.find(county);
  if (loaded != record.media.end()) place.media = loaded->second;
  std::vector<std::string> words;
  for (const reconcile::Finding& finding :
       reconcile::check_media_present(std::span(&place, 1)).found) {
    words.push_back(finding.words);
  }
  if (record.returns_withheld > 0) return words;
  for (const auto& [medium, stated] : record.medium_counties) {
    const std::string& unit = record.medium_places.at(medium);
    if (stated != county || unit == county || record.county_of(unit) == county) continue;
    words.push_back(fmt::format("medium {} of {}, a unit that has no returns here", medium, unit));
  }
  return words;
}

}  // namespace recanvass::verify
