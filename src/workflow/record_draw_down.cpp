// drawdown.record: ballots that the board removed because ballots exceeded voters; they come off
// what was counted. What has to be removed is the policy's to say; which ballots came out is drawn
// by hand and can only be recorded: by two persons, and ballot by ballot, since nobody counts them
// twice.
#include "base/figures.h"
#include "reconcile/surplus.h"
#include "workflow/body.h"
#include "workflow/challenge_sums.h"
#include "workflow/gates.h"
#include "workflow/unit_gates.h"
#include "workflow/unit_result.h"
#include "workflow/unit_review.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <set>

namespace recanvass::workflow {
namespace {

std::map<std::string, std::int64_t> removals_of(const reconcile::Consequence& consequence) {
  std::map<std::string, std::int64_t> removed;
  for (const reconcile::Removal& removal : consequence.removals) {
    removed[reconcile::id_of(removal.stage)] += removal.removed.value();
  }
  return removed;
}

std::string removals_text(const std::map<std::string, std::int64_t>& removed) {
  std::vector<std::string> parts;
  for (const auto& [stage, ballots] : removed)
    parts.push_back(fmt::format("{} {}", ballots, stage));
  return parts.empty() ? "nothing" : fmt::format("{}", fmt::join(parts, ", "));
}

bool is_recorded(const Operation& operation, const std::string& unit, std::int64_t excess) {
  const DrawDown* draw = draw_down_of(operation, unit);
  return draw != nullptr && draw->excess == excess;
}

// Votes, blank and over of the ballots removed; what is neither a vote nor lost is blank.
Tally drawn_in(const Operation& operation, const base::Json& body) {
  Tally drawn;
  drawn.ballots = number_in(body, "surplus");
  drawn.votes = numbers_in(body, "votes");
  drawn.over = maybe_number_in(body, "over").value_or(0);
  drawn.blank = drawn.ballots * operation.setup.vote_for - drawn.accounted();
  return drawn;
}

// The draw is taken off what was counted, so what was drawn has to be in it: a draw before the
// count, with tallies of the other ballots, would go off twice.
base::Problems check_order(const Operation& operation, const std::string& unit,
                           const UnitReview& review) {
  base::Problems problems = unit_is_open(operation, unit);
  const auto counted = figures_as_counted(operation, unit);
  if (!counted) {
    problems.push_back(refusal("drawdown.order", unit + ", of which not every batch is counted",
                               "figures of every ballot found",
                               "Enter the tallies of all ballots found first; those drawn out are "
                               "taken off them."));
  } else if (counted->ballots != review.record.figures.ballots_found->value()) {
    problems.push_back(refusal(
        "drawdown.order",
        fmt::format("{} counted, {} found", base::counted(counted->ballots, "ballot", "ballots"),
                    base::grouped(review.record.figures.ballots_found->value())),
        "as many counted as found",
        "Ballots drawn out are taken off what was counted, so they have to be in it."));
  }
  return problems;
}

// What is not blank among the ballots removed holds the votes, and all of it was counted.
bool votes_fit(const Operation& operation, const Command& command, const Tally& counted) {
  const auto removed = numbers_in(command.body, "removed");
  const auto blanks = removed.find("blank");
  const std::int64_t marked =
      number_in(command.body, "surplus") - (blanks == removed.end() ? 0 : blanks->second);
  for (const auto& [choice, votes] : numbers_in(command.body, "votes")) {
    if (votes > marked || votes > counted.votes.at(choice)) return false;
  }
  const std::int64_t most = marked * operation.setup.vote_for;
  const std::int64_t over = maybe_number_in(command.body, "over").value_or(0);
  if (over > most || over > counted.over) return false;
  const Tally drawn = drawn_in(operation, command.body);
  return drawn.accounted() - drawn.blank <= most && drawn.blank <= counted.blank;
}

// @pre the unit is complete, the plan is kept and the choices are known.
base::Problems check_votes(const Operation& operation, const Command& command) {
  const std::string unit = text_in(command.body, "unit");
  Tally counted = *figures_as_counted(operation, unit);
  if (!counts_by_machine(operation, unit)) {  // what rulings took away cannot be drawn out
    const Adjustment settled = adjustment_of_unit(operation, unit);
    for (const auto& [choice, change] : settled.votes) counted.votes[choice] += change;
    counted.blank += settled.blank;
    counted.over += settled.over;
  }
  if (votes_fit(operation, command, counted)) return {};
  return {refusal("drawdown.votes", "votes that those ballots cannot hold",
                  fmt::format("at most {} on each ballot that is not blank, and no more than was "
                              "counted",
                              base::counted(operation.setup.vote_for, "vote", "votes")),
                  "Read the ballots that came out again.")};
}

base::Problems check_plan(const Operation& operation, const Command& command,
                          const UnitReview& review) {
  const auto planned = removals_of(*review.consequence);
  base::Problems problems;
  if (number_in(command.body, "surplus") != review.consequence->draw_down.value()) {
    problems.push_back(
        refusal("drawdown.surplus", std::to_string(number_in(command.body, "surplus")),
                std::to_string(review.consequence->draw_down.value()), review.consequence->words));
  }
  if (numbers_in(command.body, "removed") != planned) {
    problems.push_back(refusal("drawdown.stages",
                               removals_text(numbers_in(command.body, "removed")),
                               removals_text(planned), review.consequence->words));
  }
  add_problems(
      problems,
      choices_are_known(operation, command.body.value("votes", base::Json::object()), "votes"));
  const auto drawn = texts_in(command.body, "drawn");
  const std::set<std::string> ballots(drawn.begin(), drawn.end());
  if (ballots.size() != drawn.size() || ballots.contains("") ||
      static_cast<std::int64_t>(drawn.size()) != number_in(command.body, "surplus")) {
    problems.push_back(refusal(
        "drawdown.ballots",
        base::counted(static_cast<std::int64_t>(ballots.size()), "ballot listed", "ballots listed"),
        fmt::format("each of {} once", base::counted(number_in(command.body, "surplus"),
                                                     "ballot drawn", "ballots drawn")),
        "List in \"drawn\" what was written on each ballot when it was set aside."));
  }
  if (problems.empty()) add_problems(problems, check_votes(operation, command));
  return problems;
}

base::Problems decide_draw_down(const Operation& operation, const Command& command) {
  const std::string unit = text_in(command.body, "unit");
  base::Problems problems = unit_is_within(operation, command.author, unit);
  add_problems(problems, work_is_not_stayed(operation));
  if (!problems.empty()) return problems;
  const auto policy = policy_of(operation);
  if (!policy || policy->procedure != reconcile::Procedure::WisconsinDrawDown) {
    return {refusal("drawdown.policy", operation.setup.policy, "a policy that draws ballots down",
                    policy ? "Under " + policy->citation + ": " + policy->on_difference + "."
                           : "No policy of this name is known.")};
  }
  const UnitReview review = review_unit(operation, unit, Sight::All);
  const auto excess = reconcile::ballots_in_excess(review.record);
  if (excess && is_recorded(operation, unit, *excess)) {
    return {refusal("drawdown.twice", "a draw-down that is recorded", "one for the same difference",
                    "Nothing more has to be removed.")};
  }
  if (review.consequence->step != reconcile::Step::DrawDown) {
    return {refusal("drawdown.none", review.consequence->words, "more ballots than voters",
                    "Nothing is removed here.")};
  }
  problems = check_order(operation, unit, review);
  if (!problems.empty()) return problems;
  return check_plan(operation, command, review);
}

// Ballots found less voters and less what is explained, and why so many go.
base::Json find_draw_down(const Operation& operation, const Command& command) {
  const UnitReview review = review_unit(operation, text_in(command.body, "unit"), Sight::Blind);
  return {{"excess", *reconcile::ballots_in_excess(review.record)},
          {"policy", review.consequence->policy},
          {"citation", review.consequence->citation}};
}

void apply_draw_down(Operation& operation, const Event& event) {
  const std::string unit = text_in(event.body, "unit");
  const auto counted = figures_as_counted(operation, unit);
  if (!counted) return;  // drawn before the count: it is of nothing, and nothing comes off
  DrawDown draw;
  draw.position = event.position;
  draw.author = event.author;
  draw.approved_by = event.approved_by;
  draw.excess = number_in(event.body.at("found"), "excess");
  draw.removed = numbers_in(event.body, "removed");
  draw.drawn = drawn_in(operation, event.body);
  draw.drawn_from = *counted;
  draw.protocol = text_in(event.body, "protocol");
  draw.minute = text_in(event.body, "minute");
  operation.reconciling.draw_downs[unit].push_back(std::move(draw));
}

}  // namespace

UseCase record_draw_down() {
  UseCase use_case;
  use_case.kind = "drawdown.record";
  use_case.summary = "Record ballots removed because ballots exceeded voters, in the law's order.";
  use_case.roles = {Role::BoardMember, Role::CountyOfficer, Role::Supervisor};
  use_case.persons = Persons::Two;
  use_case.fields = {
      {"unit", FieldType::Text, true, "Id of the unit."},
      {"surplus", FieldType::Number, true, "Ballots removed in all."},
      {"removed", FieldType::Numbers, true,
       "By stage: defective-envelope, blank, without-initials, at-random."},
      {"protocol", FieldType::Text, true,
       "How they were drawn: by whom, from what, with what seed."},
      {"drawn", FieldType::Texts, true,
       "The ballots that came out: of each the number or mark that was written on it."},
      {"votes", FieldType::Numbers, false,
       "Votes on the ballots removed, by choice; leave it out where they have none."},
      {"over", FieldType::Number, false, "Votes on them that were lost to overvotes."},
      {"minute", FieldType::Text, true, "Where the minutes say so."}};
  use_case.decide = decide_draw_down;
  use_case.find = find_draw_down;
  use_case.apply = apply_draw_down;
  return use_case;
}

}  // namespace recanvass::workflow
