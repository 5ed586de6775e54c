// show totals: votes as agreed so far, and how far open challenges can still move them. A lead
// never stands without the number of open challenges beside it. docs/math/challenges.md.
#include "base/figures.h"
#include "recount/challenge_range.h"
#include "workflow/challenge_rows.h"
#include "workflow/challenge_sums.h"
#include "workflow/unit_result.h"
#include "workflow/view_list.h"
#include "workflow/view_rows.h"
#include "workflow/winners.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace recanvass::workflow {
namespace {

using election::VoteCount;

// What the units asked for add up to.
struct AgreedTotals {
  std::int64_t units = 0;
  std::int64_t units_counted = 0;
  std::int64_t units_original = 0;   ///< whose first count stands: not in the figures
  std::int64_t units_not_shown = 0;  ///< whose tape this viewer may not see yet: not in them
  std::int64_t batches = 0;          ///< of units that are counted again
  std::int64_t batches_agreed = 0;
  std::int64_t ballots = 0;
  std::int64_t blank = 0;
  std::int64_t over = 0;
  std::map<std::string, std::int64_t> tallied;  ///< by choice, tapes too
  Adjustment drawn;  ///< ballots drawn out, and what they held
  Adjustment adjusted;
  std::vector<recount::ChallengedBallots> open;  ///< in batches that are agreed
  std::vector<recount::UnreadChallenges> unread;  ///< which the tally of their batch cannot hold
  std::vector<std::string> impossible;  ///< a sentence each
  ChallengeTotals challenges;
  std::int64_t objections_open = 0;
  std::int64_t objected = 0;  ///< envelopes and ballots under open objections, as counted there
  std::int64_t objected_most = 0;  ///< the same, of each unit no more than it has ballots
};

// @pre figures of the batch stand.
recount::UnreadChallenges unread_of_batch(const Operation& operation, const std::string& batch) {
  const Tally& tally = *operation.counting.batches.at(batch).standing();
  const Adjustment settled = adjustment_of_batch(operation, batch);
  recount::UnreadChallenges unread;
  const std::int64_t ballots =
      std::max(operation.commitment.batches.at(batch).ballots, tally.ballots);
  unread.ballots = election::BallotCount(ballots);
  std::int64_t exhibits = 0;
  for (const std::string& id : operation.judging.challenges.of_batch.at(batch)) {
    const Challenge& challenge = operation.judging.challenges.by_exhibit.at(id);
    exhibits += challenge.status() == ChallengeStatus::Open ? 1 : 0;
  }
  unread.exhibits = election::BallotCount(exhibits);
  for (const SetupChoice& choice : operation.setup.choices) {
    const auto moved = settled.votes.find(choice.id);
    const std::int64_t votes =
        tally.votes.at(choice.id) + (moved == settled.votes.end() ? 0 : moved->second);
    unread.votes.emplace_back(std::clamp<std::int64_t>(votes, 0, ballots));
  }
  return unread;
}

// Challenged ballots count with the tallies of their batches; a tape has them counted in it.
void add_challenged(AgreedTotals& totals, const Operation& operation, const std::string& unit) {
  totals.adjusted.add(adjustment_of_unit(operation, unit));
  const auto batches = operation.commitment.unit_batches.find(unit);
  if (batches == operation.commitment.unit_batches.end()) return;
  for (const std::string& batch : batches->second) {
    const std::vector<std::string> words = impossible_exhibits(operation, batch);
    totals.impossible.insert(totals.impossible.end(), words.begin(), words.end());
    if (!words.empty()) {
      totals.unread.push_back(unread_of_batch(operation, batch));
      continue;
    }
    const auto open = open_challenges_of_batch(operation, batch);
    totals.open.insert(totals.open.end(), open.begin(), open.end());
  }
}

// A tape is a machine's figures, for whoever may see these.
void add_unit(AgreedTotals& totals, const Operation& operation, const ViewRequest& request,
              const std::string& unit) {
  ++totals.units;
  const CountSoFar counted = count_so_far(operation, unit);
  if (counted.stands) {
    ++totals.units_original;
    return;
  }
  totals.batches += counted.batches;
  if (counted.by_machine && counted.is_complete && !may_see_reported(operation, request, unit)) {
    ++totals.units_not_shown;
    return;
  }
  totals.units_counted += counted.is_complete ? 1 : 0;
  totals.batches_agreed += counted.batches_done;
  totals.ballots += counted.figures.ballots;
  totals.blank += counted.figures.blank;
  totals.over += counted.figures.over;
  for (const auto& [choice, votes] : counted.figures.votes) totals.tallied[choice] += votes;
  totals.drawn.add(
      {0, counted.drawn.ballots, counted.drawn.votes, counted.drawn.blank, counted.drawn.over});
  if (!counted.by_machine) add_challenged(totals, operation, unit);
}

AgreedTotals agreed_totals(const Operation& operation, const ViewRequest& request) {
  AgreedTotals totals;
  for (const auto& [unit, reported] : operation.commitment.units) {
    if (is_asked_for(request, reported.county, unit)) {
      add_unit(totals, operation, request, unit);
    }
  }
  for (const auto& [exhibit, challenge] : operation.judging.challenges.by_exhibit) {
    const std::string unit = unit_of_batch(operation, challenge.batch);
    if (!is_asked_for(request, challenge.county, unit)) continue;
    ++totals.challenges.registered;
    ++totals.challenges.by_status[challenge.status()];
  }
  std::map<std::string, std::int64_t> objected;
  for (const auto& [id, objection] : operation.judging.challenges.objections) {
    if (objection.status() != ObjectionStatus::Open ||
        !is_asked_for(request, objection.county, objection.unit)) {
      continue;
    }
    ++totals.objections_open;
    totals.objected += objection.affected;
    objected[objection.unit] += objection.affected;
    const std::string words = impossible_objection(operation, objection);
    if (!words.empty()) totals.impossible.push_back(words);
  }
  for (const auto& [unit, affected] : objected) {
    totals.objected_most += std::min(affected, ballots_of_unit(operation, unit).value_or(affected));
  }
  return totals;
}

std::int64_t tallied_for(const AgreedTotals& totals, const std::string& choice) {
  const auto found = totals.tallied.find(choice);
  return found == totals.tallied.end() ? 0 : found->second;
}

std::int64_t adjusted_for(const AgreedTotals& totals, const std::string& choice) {
  const auto found = totals.adjusted.votes.find(choice);
  return found == totals.adjusted.votes.end() ? 0 : found->second;
}

std::int64_t drawn_for(const AgreedTotals& totals, const std::string& choice) {
  const auto found = totals.drawn.votes.find(choice);
  return found == totals.drawn.votes.end() ? 0 : found->second;
}

// Votes of each choice never fall below 0, even where a tally lacks a ballot that was ruled on.
recount::ChallengeCase case_of(const Operation& operation, const AgreedTotals& totals) {
  recount::ChallengeCase contest;
  contest.seats = election::SeatCount(seats_of(operation));
  contest.vote_for = election::SeatCount(operation.setup.vote_for);
  for (const SetupChoice& choice : operation.setup.choices) {
    contest.choices.push_back({choice.id});
    contest.votes.emplace_back(std::max<std::int64_t>(0, tallied_for(totals, choice.id) +
                                                             adjusted_for(totals, choice.id) -
                                                             drawn_for(totals, choice.id)));
  }
  contest.open = totals.open;
  contest.unread = totals.unread;
  return contest;
}

base::Json to_json(const recount::VoteRange& range) {
  return {{"low", range.low.value()}, {"now", range.now.value()}, {"high", range.high.value()}};
}

base::Json lead_row(const Operation& operation, const recount::LeadRange& lead) {
  base::Json row = to_json(lead.votes);
  row["ahead"] = operation.setup.choices[lead.ahead].id;
  row["behind"] = operation.setup.choices[lead.behind].id;
  return row;
}

// " Under 2 open objections are 831 envelopes or ballots: sustained or overruled, ...", or nothing.
std::string objection_words(const recount::ChallengeRanges& ranges, const AgreedTotals& totals) {
  if (totals.objected_most == 0) return {};
  const recount::VoteRange& lead = ranges.last_seat.votes;
  return fmt::format(" Under {} {}: sustained or overruled, {} a lead anywhere from {} to {}.",
                     base::counted(totals.objections_open, "open objection", "open objections"),
                     totals.objected == 1
                         ? std::string("is 1 envelope or ballot")
                         : "are " + base::grouped(totals.objected) + " envelopes or ballots",
                     totals.objected == 1 ? "it leaves" : "they leave",
                     base::grouped(lead.low.value() - totals.objected_most),
                     base::grouped(lead.high.value() + totals.objected_most));
}

// Neither open challenges nor open objections can change who is elected.
bool is_decided(const recount::ChallengeRanges& ranges, const AgreedTotals& totals) {
  if (ranges.verdict != recount::ChallengeVerdict::Decided) return false;
  return totals.objected_most == 0 || ranges.closest.votes.low.value() > totals.objected_most;
}

std::string lead_sentence(const Operation& operation, const recount::ChallengeRanges& ranges,
                          std::int64_t open, bool decided) {
  const recount::LeadRange& lead = ranges.last_seat;
  const std::string& ahead = operation.setup.choices[lead.ahead].name;
  const std::string& behind = operation.setup.choices[lead.behind].name;
  const std::string challenges = base::counted(open, "open challenge", "open challenges");
  if (lead.votes.now == VoteCount(0)) {
    return fmt::format(
        "Undecided: {} and {} have the same votes in what is agreed so far, with {}.", ahead,
        behind, challenges);
  }
  const std::string now = base::counted(lead.votes.now.value(), "vote", "votes");
  const char* const undecided = decided ? "" : "Undecided: ";
  if (open == 0) {
    return fmt::format("{}{} is {} ahead of {} in what is agreed so far, with no open challenge.",
                       undecided, ahead, now, behind);
  }
  const std::string range =
      fmt::format("decided one way or the other, they leave a lead between {} and {}",
                  base::grouped(lead.votes.low.value()), base::grouped(lead.votes.high.value()));
  if (ranges.verdict == recount::ChallengeVerdict::Decided) {
    return fmt::format("{}{} is {} ahead of {} in what is agreed so far, with {}; {}.", undecided,
                       ahead, now, behind, challenges, range);
  }
  const recount::LeadRange& closest = ranges.closest;
  if (closest.behind != lead.behind || closest.ahead != lead.ahead) {
    return fmt::format("Undecided: with {}, {} could end level with {} or behind.", challenges,
                       operation.setup.choices[closest.ahead].name,
                       operation.setup.choices[closest.behind].name);
  }
  return fmt::format("Undecided: {} is {} ahead of {} in what is agreed so far, with {}; {}.",
                     ahead, now, behind, challenges, range);
}

// What the figures are without; empty: nothing that is counted.
std::string left_out_words(const AgreedTotals& totals) {
  std::string words;
  if (totals.units_original > 0) {
    words += " " +
             base::counted(totals.units_original, "unit keeps its first count",
                           "units keep their first counts") +
             ", not in these figures.";
  }
  if (totals.units_not_shown > 0) {
    words += " " +
             base::counted(totals.units_not_shown, "unit counted by machine is",
                           "units counted by machine are") +
             " not shown yet.";
  }
  if (totals.drawn.ballots > 0) {
    words += " " + base::counted(totals.drawn.ballots, "ballot was", "ballots were") +
             " drawn out and set aside.";
  }
  return words;
}

// Empty: every exhibit can be what it is said to be.
std::string impossible_words_of(const AgreedTotals& totals) {
  if (totals.impossible.empty()) return {};
  return fmt::format(" Impossible, under review: {}.", fmt::join(totals.impossible, "; "));
}

// No figure is below 0 nor above the ballots, also where a drawn ballot was challenged too.
recount::VoteRange within(const recount::VoteRange& range, VoteCount low, VoteCount high) {
  return {std::clamp(range.low, low, high), range.now, std::clamp(range.high, low, high)};
}

void keep_within_ballots(recount::ChallengeRanges& ranges, const AgreedTotals& totals,
                         std::int64_t room) {
  VoteCount most(totals.ballots + totals.adjusted.ballots - totals.drawn.ballots + room);
  for (const recount::VoteRange& choice : ranges.choices) most = std::max(most, choice.now);
  for (recount::VoteRange& choice : ranges.choices) choice = within(choice, VoteCount(0), most);
  ranges.last_seat.votes = within(ranges.last_seat.votes, VoteCount(0) - most, most);
  ranges.closest.votes = within(ranges.closest.votes, VoteCount(0) - most, most);
}

// The leader, the lead and its range, or nulls while nothing is agreed.
void add_lead(base::Json& out, const Operation& operation, const AgreedTotals& totals,
              const recount::ChallengeRanges& ranges) {
  const std::int64_t open = totals.challenges.with(ChallengeStatus::Open);
  out["open_challenges"] = open;
  out["leader"] = nullptr;
  out["winners_as_it_stands"] = nullptr;
  out["lead"] = nullptr;
  out["closest"] = nullptr;
  out["lead_with_objections"] = nullptr;
  out["sentence"] = "Nothing is agreed yet." + left_out_words(totals);
  if (totals.batches_agreed + totals.units_counted == 0) return;
  const bool decided = is_decided(ranges, totals);
  base::Json winners = base::Json::array();
  for (const std::size_t choice : ranges.ahead) {
    winners.push_back(operation.setup.choices[choice].id);
  }
  out["leader"] = decided ? winners[0] : base::Json("undecided");
  if (decided) out["winners_as_it_stands"] = winners;
  out["lead"] = lead_row(operation, ranges.last_seat);
  out["closest"] = lead_row(operation, ranges.closest);
  out["lead_with_objections"] = {
      {"low", ranges.last_seat.votes.low.value() - totals.objected_most},
      {"high", ranges.last_seat.votes.high.value() + totals.objected_most}};
  out["sentence"] = lead_sentence(operation, ranges, open, decided) +
                    objection_words(ranges, totals) + left_out_words(totals) +
                    impossible_words_of(totals);
}

// What the count adds to the reported figures, over counted units where this viewer may see both.
base::Json changes_json(const Operation& operation, const ViewRequest& request) {
  std::int64_t units = 0;
  std::map<std::string, std::int64_t> reported;
  std::map<std::string, std::int64_t> counted;
  for (const auto& [id, unit] : operation.commitment.units) {
    if (!is_asked_for(request, unit.county, id) || !may_see_reported(operation, request, id)) {
      continue;
    }
    const auto votes = figures_when_complete(operation, id);
    if (!votes || count_so_far(operation, id).stands) continue;
    ++units;
    for (const auto& [choice, number] : unit.votes) reported[choice] += number;
    for (const auto& [choice, number] : *votes) counted[choice] += number;
  }
  if (units == 0) return nullptr;
  base::Json rows = base::Json::array();
  for (const SetupChoice& choice : operation.setup.choices) {
    rows.push_back({{"id", choice.id},
                    {"reported", reported[choice.id]},
                    {"agreed", counted[choice.id]},
                    {"change", counted[choice.id] - reported[choice.id]}});
  }
  return {{"units", units}, {"choices", rows}};
}

base::Json build_totals(const Operation& operation, const ViewRequest& request) {
  const AgreedTotals totals = agreed_totals(operation, request);
  base::Json out = {{"units", totals.units},
                    {"units_counted", totals.units_counted},
                    {"units_original", totals.units_original},
                    {"units_not_shown", totals.units_not_shown},
                    {"batches", totals.batches},
                    {"batches_agreed", totals.batches_agreed},
                    {"ballots", totals.ballots + totals.adjusted.ballots - totals.drawn.ballots},
                    {"blank", totals.blank + totals.adjusted.blank - totals.drawn.blank},
                    {"over", totals.over + totals.adjusted.over - totals.drawn.over},
                    {"ballots_drawn_out", totals.drawn.ballots},
                    {"challenges", to_json(totals.challenges)},
                    {"exhibits_adjusted", totals.adjusted.exhibits},
                    {"objections_open", totals.objections_open},
                    {"under_open_objections", totals.objected},
                    {"changes", changes_json(operation, request)}};
  std::optional<recount::ChallengeRanges> ranges;
  if (const auto found = recount::ranges_of_challenges(case_of(operation, totals))) ranges = *found;
  if (ranges) keep_within_ballots(*ranges, totals, ranges->open_ballots.value());
  out["impossible"] = totals.impossible;
  out["choices"] = base::Json::array();
  for (std::size_t i = 0; i < operation.setup.choices.size(); ++i) {
    const SetupChoice& choice = operation.setup.choices[i];
    const std::int64_t tallied = tallied_for(totals, choice.id);
    const std::int64_t adjusted = adjusted_for(totals, choice.id);
    const std::int64_t drawn = drawn_for(totals, choice.id);
    base::Json row = {
        {"id", choice.id},    {"name", choice.name},
        {"tallied", tallied}, {"adjusted", adjusted},
        {"drawn_out", drawn}, {"agreed", std::max<std::int64_t>(0, tallied + adjusted - drawn)},
        {"low", nullptr},     {"high", nullptr}};
    if (ranges) {
      row["low"] = ranges->choices[i].low.value();
      row["high"] = ranges->choices[i].high.value();
    }
    out["choices"].push_back(row);
  }
  if (ranges) {
    add_lead(out, operation, totals, *ranges);
  } else {
    out["open_challenges"] = totals.challenges.with(ChallengeStatus::Open);
    out["leader"] = nullptr;
    out["sentence"] = "The contest has no more choices than seats, so nobody leads.";
  }
  return out;
}

}  // namespace

View show_totals() {
  return {"totals",
          "Votes as agreed so far, and their range if open challenges went one way or the other.",
          build_totals};
}

}  // namespace recanvass::workflow
