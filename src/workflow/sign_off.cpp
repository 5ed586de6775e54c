// count.sign-off and count.reopen, batch.take and batch.void: who is entering what, when a unit's
// count is closed, and how two persons open it again. A sign-off is what reveals the machine's
// count.
#include "base/figures.h"
#include "reconcile/surplus.h"
#include "workflow/body.h"
#include "workflow/challenge_rows.h"
#include "workflow/challenge_sums.h"
#include "workflow/contest_law.h"
#include "workflow/count_extent.h"
#include "workflow/gates.h"
#include "workflow/read_again.h"
#include "workflow/unit_result.h"
#include "workflow/unit_review.h"
#include "workflow/unit_sums.h"
#include "workflow/use_case_list.h"
#include "workflow/view_rows.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

base::Problems check_unit(const Operation& operation, const Command& command) {
  const auto found = operation.commitment.units.find(text_in(command.body, "unit"));
  if (found == operation.commitment.units.end()) {
    return {refusal("count.unit", text_in(command.body, "unit"), "a unit of this operation",
                    "Check the id.")};
  }
  return author_acts_in(operation, command.author, found->second.county);
}

// Nothing of it was counted: a sign-off would close no figures.
base::Problem nothing_counted(const std::string& unit, const std::string& what) {
  return refusal("count.nothing", unit + ", a unit " + what,
                 "a unit of which something was counted",
                 "Count what is there as a batch of its own (batch.extra), or give the machine's "
                 "tape (result.machine); where its first count is to stand, leave it out of the "
                 "recount with method.set, or rule with recountability.rule.");
}

// A machine reads ovals and no rulings: that a ruled ballot was made anew for it shows only where
// its tape differs from the one before by what was ruled.
base::Problems check_tape_has_rulings(const Operation& operation, const std::string& unit) {
  const auto& tapes = operation.deciding.machine_results.at(unit);
  const auto moved = moved_exhibits(operation, unit);
  if (moved.empty()) return {};
  const auto first = std::ranges::min_element(moved);
  const auto refuse = [&](std::string found, std::string wanted) {
    return base::Problems{refusal(
        "count.tape-rulings", std::move(found), std::move(wanted),
        "Have the ballots made anew as they were ruled and the unit run again (result.machine); or "
        "set the method with method.set and count it by hand, where rulings move the tallies.")};
  };
  const auto after = std::ranges::find_if(
      tapes, [&](const MachineResult& tape) { return tape.position > first->first; });
  if (after == tapes.begin()) {
    return refuse(
        fmt::format("{}: exhibit {}, settled before the first tape", unit, first->second->exhibit),
        "a tape of before the rulings, and one with them");
  }
  const MachineResult& before = *(after - 1);
  Adjustment ruled;
  for (const auto& [settled, exhibit] : moved) ruled.add(adjustment_of(operation.setup, *exhibit));
  std::vector<std::string> others;
  for (const auto& [choice, votes] : tapes.back().votes) {
    const std::int64_t wanted = before.votes.at(choice) + ruled.votes[choice];
    if (votes == wanted) continue;
    others.push_back(
        fmt::format("{} {}, as ruled {}", choice, base::grouped(votes), base::grouped(wanted)));
  }
  if (others.empty()) return {};
  return refuse(fmt::format("{}: a tape with {}", unit, fmt::join(others, "; ")),
                fmt::format("the tape of entry {} and what {} ruled since", before.position,
                            base::counted(std::ssize(moved), "exhibit", "exhibits")));
}

// What came to the unit after its tape is not on it.
base::Problems check_tape_is_latest(const Operation& operation, const std::string& unit) {
  const MachineResult& tape = operation.deciding.machine_results.at(unit).back();
  std::vector<std::string> later;
  const auto batches = operation.commitment.unit_batches.find(unit);
  const auto sums = operation.counting.sums.find(unit);
  if (tape.reason.empty() && sums != operation.counting.sums.end() &&
      sums->second.listed_ballots != tape.ballots) {
    later.push_back(fmt::format("{} listed, {} on the tape",
                                base::counted(sums->second.listed_ballots, "ballot", "ballots"),
                                base::grouped(tape.ballots)));
  }
  for (const std::string& id : batches == operation.commitment.unit_batches.end()
                                   ? std::vector<std::string>()
                                   : batches->second) {
    const ManifestBatch& listed = operation.commitment.batches.at(id);
    if (listed.extra && listed.incident > tape.position) later.push_back("batch " + id);
    const auto counted = operation.counting.batches.find(id);
    if (counted != operation.counting.batches.end() && counted->second.is_void &&
        counted->second.voided_at > tape.position) {
      later.push_back("the setting aside of batch " + id);
    }
    const auto exhibits = operation.judging.challenges.of_batch.find(id);
    if (exhibits == operation.judging.challenges.of_batch.end()) continue;
    for (const std::string& name : exhibits->second) {
      const Challenge& exhibit = operation.judging.challenges.by_exhibit.at(name);
      if (exhibit.stands_as() == exhibit.counted_as) continue;
      const std::uint64_t settled =
          exhibit.rulings.empty() ? exhibit.stipulation->position : exhibit.rulings.back().position;
      if (settled > tape.position) later.push_back("exhibit " + name);
    }
  }
  if (later.empty()) return check_tape_has_rulings(operation, unit);
  return {refusal(
      "count.tape-before",
      fmt::format("{}: a tape of entry {} without {}", unit, tape.position, fmt::join(later, ", ")),
      "a tape of everything that counts",
      "Count the unit again and enter the new tape with result.machine; or set the "
      "method with method.set and count it by hand.")};
}

// Two second counts that say different things: which one stands is for two persons to say. Where
// the law's later stage is by hand, its figures replace the tape's; not those of a part of the
// ballots.
base::Problems check_one_count(const Operation& operation, const std::string& unit) {
  const auto tapes = operation.deciding.machine_results.find(unit);
  const auto sums = operation.counting.sums.find(unit);
  const CountMethod method = method_of(operation, unit);
  if (method == CountMethod::Machine || tapes == operation.deciding.machine_results.end() ||
      sums == operation.counting.sums.end() || chosen_count(operation, unit) != nullptr) {
    return {};
  }
  const MachineResult& tape = tapes->second.back();
  Tally figures;
  figures.ballots = tape.ballots;
  figures.votes = tape.votes;
  figures.blank = tape.blank;
  figures.over = tape.over;
  if (!sums->second.say_otherwise(figures)) return {};
  if (method == CountMethod::Hand && sums->second.ballots == tape.ballots) return {};
  if (method == CountMethod::Hand) {
    return {
        refusal("count.two-counts",
                fmt::format("{}: {} by hand, {} on its tape", unit,
                            base::counted(sums->second.ballots, "ballot", "ballots"),
                            base::grouped(tape.ballots)),
                "a count by hand of all ballots that the machine counted",
                "Of a part of the ballots (those over- and undervoted) enter what the whole unit "
                "has with it, as a tape with its reason (result.machine, method mixed); or say "
                "with count.choose, by two persons, that the count by hand stands and why.")};
  }
  return {refusal(
      "count.two-counts", unit + ", of which a tape and entries by hand say different things",
      "one second count", "Say with count.choose, by two persons, which of them stands and why.")};
}

// Where the law has ballots run through tabulators, a part counted by hand is no count without
// their tape; unless the law's later stage by hand has begun, or an order decides otherwise.
base::Problems check_tape_by_law(const Operation& operation, const std::string& unit) {
  const law::RecountStatute* statute = statute_in_force(operation);
  const MethodChoice* method =
      operation.opening.orders.method_for(operation.commitment.units.at(unit).county);
  if (statute == nullptr || statute->method != "retabulate" || method == nullptr ||
      method->method != "mixed" || !method->order.empty() ||
      method->found.contains("later_stage") || operation.deciding.machine_results.contains(unit)) {
    return {};
  }
  return {refusal("count.machine-result", unit, "the machine's tape, by " + statute->citation,
                  "Enter it with result.machine, and let a second person confirm.")};
}

// What a machine counts needs its tape; everything else two entries that agree, batch by batch.
base::Problems check_unit_counted(const Operation& operation, const std::string& unit) {
  base::Problems problems;
  if (counts_by_machine(operation, unit)) {
    if (is_complete(operation, unit)) return check_tape_is_latest(operation, unit);
    problems.push_back(refusal("count.machine-result", unit, "the machine's tape",
                               "Enter it with result.machine, and let a second person confirm."));
    return problems;
  }
  problems = check_tape_by_law(operation, unit);
  if (!problems.empty()) return problems;
  const auto batches = operation.commitment.unit_batches.find(unit);
  if (batches == operation.commitment.unit_batches.end()) {
    return {nothing_counted(unit, "without a batch on the manifest")};
  }
  const auto stage_of = [&](const std::string& id) {
    const auto counted = operation.counting.batches.find(id);
    return counted == operation.counting.batches.end() ? BatchStage::Waiting
                                                       : counted->second.stage();
  };
  if (std::ranges::all_of(batches->second,
                          [&](const auto& id) { return stage_of(id) == BatchStage::Void; })) {
    return {nothing_counted(unit, "of which every batch was set aside")};
  }
  for (const std::string& id : batches->second) {
    const BatchStage stage = stage_of(id);
    if (stage == BatchStage::Agreed || stage == BatchStage::Adjudicated ||
        stage == BatchStage::Void) {
      continue;
    }
    problems.push_back(refusal("count.batch-open", fmt::format("batch {}, {}", id, name_of(stage)),
                               "two entries that agree, or an adjudication",
                               "Finish every batch of the unit first."));
  }
  return problems;
}

// Where the policy leaves it to the board whether the unit is counted again, the board says so.
base::Problems check_board_decided(const Operation& operation, const std::string& unit) {
  const UnitReview review = review_unit(operation, unit, Sight::All);
  const bool by_case = review.consequence && review.consequence->step == reconcile::Step::Explain &&
                       review.consequence->lifted_by != reconcile::LiftedBy::Nothing;
  if (!by_case) return {};
  const auto said = operation.reconciling.explanations.find(unit);
  const bool accepted = said != operation.reconciling.explanations.end() &&
                        std::ranges::any_of(said->second, [](const UnitExplanation& each) {
                          return each.ruling == reconcile::BoardRuling::Accepted;
                        });
  if (accepted) return {};
  return {refusal("count.by-case", unit + ": " + review.consequence->words, "the board's decision",
                  "Explain it with unit.explain (\"rule\" I11, \"about\" the container) and accept "
                  "that with explanation.rule; or let its first count stand with "
                  "recountability.rule.")};
}

// Units outside a partial recount, or ruled out by the board, keep their first count.
base::Problems check_counted_again(const Operation& operation, const std::string& unit) {
  base::Problems outside = unit_is_counted_again(operation, unit);
  if (!outside.empty()) return outside;
  if (is_ruled_not_recountable(operation, unit)) {
    return {refusal("count.not-recountable", unit, "a unit that can be counted again",
                    "Its first count stands, as the board ruled.")};
  }
  if (is_not_recountable(operation, unit)) {
    return {refusal(
        "count.not-recountable",
        unit + ", which the policy " + operation.setup.policy + " does not let be counted again",
        "a ruling that its first count stands, or an explanation that the policy takes",
        "Rule with recountability.rule, or explain with unit.explain.")};
  }
  return check_board_decided(operation, unit);
}

// What challenges and a draw-down make of the tallies is something that a unit can hold.
base::Problems check_possible(const Operation& operation, const std::string& unit) {
  base::Problems problems;
  for (const std::string& words : impossible_words(operation, unit)) {
    problems.push_back(refusal("count.impossible", words, "figures that a unit can have",
                               "Rule again on the challenges, or record another draw-down."));
  }
  return problems;
}

// A tally that nobody but who closes the count has read, with one other, is not read by two tables.
base::Problems check_not_a_reader(const Operation& operation, const std::string& author,
                                  const std::string& unit) {
  const auto batches = operation.commitment.unit_batches.find(unit);
  if (batches == operation.commitment.unit_batches.end()) return {};
  for (const std::string& id : batches->second) {
    const auto counted = operation.counting.batches.find(id);
    if (counted == operation.counting.batches.end() || counted->second.is_void) continue;
    const bool reader = std::ranges::any_of(counted->second.entries, [&](const BlindEntry& entry) {
      return same_person(operation, entry.author, author);
    });
    if (!reader) continue;
    return {refusal("count.own-entry", author + ", who entered batch " + id + " of the unit",
                    "somebody who entered none of its batches",
                    "Let another supervisor or a county officer sign it off.")};
  }
  return {};
}

// Before the machine's count is shown, and while one person can still record it.
base::Problems check_drawn_down(const Operation& operation, const std::string& unit) {
  const auto policy = policy_of(operation);
  if (!policy || !reconcile::draws_down(*policy)) return {};
  const UnitReview review = review_unit(operation, unit, Sight::All);
  const auto surplus = std::ranges::find_if(review.findings.found, [&](const auto& finding) {
    return finding.rule == reconcile::Rule::R3 && finding.about.empty() && finding.residual > 0 &&
           is_unexplained(review, finding);
  });
  if (surplus == review.findings.found.end()) return {};
  return {refusal("count.draw-down", unit + ": " + surplus->words,
                  "no more ballots than voters, or a difference that is explained",
                  "Record the draw with drawdown.record; or explain it with unit.explain, by two "
                  "persons; or correct the figures with unit.figures.")};
}

base::Problems decide_sign_off(const Operation& operation, const Command& command) {
  base::Problems problems = counting_may_go_on(operation);
  if (!problems.empty()) return problems;
  problems = check_unit(operation, command);
  if (!problems.empty()) return problems;
  const std::string unit = text_in(command.body, "unit");
  if (operation.counting.signed_off.count(unit) > 0) {
    problems.push_back(
        refusal("count.signed-off", unit, "a unit that is open", "It is signed off already."));
  }
  const base::Problems again = check_counted_again(operation, unit);
  add_problems(problems, again);
  if (again.empty()) add_problems(problems, check_unit_counted(operation, unit));
  if (again.empty()) add_problems(problems, check_one_count(operation, unit));
  add_problems(problems, check_not_a_reader(operation, command.author, unit));
  add_problems(problems, check_possible(operation, unit));
  if (again.empty()) add_problems(problems, check_tallies_without_rulings(operation, unit));
  if (problems.empty()) problems = check_drawn_down(operation, unit);
  for (const auto& [position, incident] : operation.counting.incidents) {
    if (!incident.resolution.empty() ||
        incident.county != operation.commitment.units.at(unit).county) {
      continue;
    }
    problems.push_back(refusal("count.incident", incident.what, "incidents that are resolved",
                               fmt::format("Resolve incident {} first.", position)));
  }
  return problems;
}

void apply_sign_off(Operation& operation, const Event& event) {
  operation.counting.signed_off.emplace(text_in(event.body, "unit"), event.position);
}

base::Problems decide_reopen(const Operation& operation, const Command& command) {
  base::Problems problems = check_unit(operation, command);
  if (problems.empty() && operation.counting.signed_off.count(text_in(command.body, "unit")) == 0) {
    problems.push_back(refusal("count.open", text_in(command.body, "unit"),
                               "a unit that is signed off", "It is open: enter what is missing."));
  }
  return problems;
}

void apply_reopen(Operation& operation, const Event& event) {
  operation.counting.signed_off.erase(text_in(event.body, "unit"));
}

base::Problems decide_batch(const Operation& operation, const Command& command) {
  base::Problems problems = counting_may_go_on(operation);
  if (!problems.empty()) return problems;
  const ManifestBatch* listed = batch_named(operation, text_in(command.body, "batch"));
  if (listed == nullptr) {
    return {refusal("tally.batch", text_in(command.body, "batch"), "a batch of the manifest",
                    "Check the id on the sheet.")};
  }
  add_problems(problems, author_acts_in(operation, command.author, listed->county));
  add_problems(problems, unit_is_open(operation, listed->unit));
  return problems;
}

base::Problems decide_take(const Operation& operation, const Command& command) {
  base::Problems problems = decide_batch(operation, command);
  const auto found = operation.counting.batches.find(text_in(command.body, "batch"));
  if (problems.empty() && found != operation.counting.batches.end() &&
      !found->second.taken_by.empty() && found->second.taken_by != command.author) {
    problems.push_back(refusal(
        "batch.taken",
        fmt::format("being entered by {} since {}", account_name(operation, found->second.taken_by),
                    found->second.taken_at),
        "a batch that nobody is entering",
        "If you go on all the same, your entry becomes the second one; nothing is overwritten."));
  }
  return problems;
}

void apply_take(Operation& operation, const Event& event) {
  BatchCount& batch = operation.counting.batches[text_in(event.body, "batch")];
  batch.taken_by = event.author;
  batch.taken_at = event.claimed_time;
}

void apply_void(Operation& operation, const Event& event) {
  const std::string id = text_in(event.body, "batch");
  take_out_of_sums(operation, id);
  operation.counting.batches[id].is_void = true;
  operation.counting.batches[id].voided_by = {event.author, event.approved_by};
  operation.counting.batches[id].voided_at = event.position;
  put_into_sums(operation, id);
}

UseCase counting_case(const char* kind, const char* summary, const char* subject) {
  UseCase use_case;
  use_case.kind = kind;
  use_case.summary = summary;
  use_case.roles = {Role::Supervisor, Role::CountyOfficer};
  use_case.fields = {{subject, FieldType::Text, true, "Its id."}};
  return use_case;
}

const Field kReason{"reason", FieldType::Text, true, "Why, in a sentence."};

}  // namespace

UseCase sign_off_count() {
  UseCase use_case = counting_case("count.sign-off",
                                   "Close the count of a unit; comparison is shown then.", "unit");
  use_case.decide = decide_sign_off;
  use_case.apply = apply_sign_off;
  return use_case;
}

UseCase reopen_count() {
  UseCase use_case = counting_case("count.reopen", "Open a unit again, by two persons.", "unit");
  use_case.persons = Persons::Two;
  use_case.roles = {Role::Supervisor, Role::CountyOfficer, Role::StateOfficer};
  use_case.fields.push_back(kReason);
  use_case.decide = decide_reopen;
  use_case.apply = apply_reopen;
  return use_case;
}

UseCase take_batch() {
  UseCase use_case = counting_case("batch.take", "Say that you are entering a batch.", "batch");
  use_case.roles = {Role::Counter, Role::Supervisor};
  use_case.decide = decide_take;
  use_case.apply = apply_take;
  return use_case;
}

UseCase void_batch() {
  UseCase use_case = counting_case(
      "batch.void", "Set a batch aside that was opened wrongly; its entries stay visible.",
      "batch");
  use_case.persons = Persons::Two;
  use_case.fields.push_back(kReason);
  use_case.decide = decide_batch;
  use_case.apply = apply_void;
  return use_case;
}

}  // namespace recanvass::workflow
