// audit.seed and audit.draw: twenty digits thrown in public once the plan is published and
// countersigned, then the cards that follow from them. The program draws, and the entry keeps what
// it drew; whoever checks the ledger draws again.
#include "base/check.h"
#include "base/person_name.h"
#include "base/utc_span.h"
#include "draw/list_draw.h"
#include "draw/seed.h"
#include "draw/weighted_counter.h"
#include "workflow/audit_body.h"
#include "workflow/batch_comparison.h"
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/stratified_audit.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace recanvass::workflow {
namespace {

using base::Json;

// So many numbers of up to nine digits are well within an entry.
constexpr std::int64_t kDrawsAnEntryMost = 5'000;

bool is_plan_witnessed(const Operation& operation) {
  return std::ranges::any_of(operation.commitment.witnessed,
                             [&](const WitnessedCheckpoint& checkpoint) {
                               return checkpoint.size > *operation.audits.current.committed_at;
                             });
}

// When a witness first saw the plan, in minutes since 1970. @pre is_plan_witnessed
std::int64_t plan_witnessed_at(const Operation& operation) {
  std::uint64_t first = std::numeric_limits<std::uint64_t>::max();
  for (const WitnessedCheckpoint& checkpoint : operation.commitment.witnessed) {
    if (checkpoint.size <= *operation.audits.current.committed_at) continue;
    first = std::min(first, checkpoint.unix_seconds);
  }
  return static_cast<std::int64_t>(first / 60);
}

// Dice that lay before anybody had seen the plan may have chosen it, and of dice that are still to
// be thrown nobody knows the digits. Refused where no clock of the place allows it.
base::Problems thrown_in_time(const Operation& operation, const Command& command) {
  const std::string stated = text_in(command.body, "thrown_at");
  const auto thrown = base::LocalTime::parse(stated);
  if (!thrown || !is_plan_witnessed(operation)) return {};
  const base::UtcSpan span = base::utc_span_of(*thrown, operation.setup.jurisdiction);
  if (span.last < plan_witnessed_at(operation)) {
    return {refusal("audit.seed-early", "dice thrown at " + stated,
                    "dice thrown after a witness countersigned the plan",
                    "Throw them again, in public: what the first throw draws was known before the "
                    "plan was fixed.")};
  }
  const auto now = base::utc_minutes(command.claimed_time);
  if (now && span.first > *now) {
    return {refusal("audit.seed-late",
                    fmt::format("dice thrown at {}, said at {}", stated, command.claimed_time),
                    "dice that were thrown already", "Correct \"thrown_at\", in local time.")};
  }
  return {};
}

// Who writes the digits down is seen by two others.
base::Problems others_saw(const Operation& operation, const Command& command) {
  const auto author = operation.people.accounts.find(command.author);
  if (author == operation.people.accounts.end()) return {};
  for (const std::string& witness : texts_in(command.body, "witnesses")) {
    const std::string person = base::bare_person(witness);
    if (person != base::bare_name(author->first) && person != base::bare_name(author->second.name))
      continue;
    return {refusal("audit.seed-witnesses", "\"" + witness + "\", who submits the seed",
                    "two people who saw every throw, neither of them its author",
                    "Name two others who were there, or let somebody else submit it.")};
  }
  return {};
}

base::Problems decide_seed(const Operation& operation, const Command& command) {
  base::Problems problems = author_acts_in(operation, command.author, "");
  add_problems(problems, audit_may_go_on(operation));
  if (!problems.empty()) return problems;
  const Audit& audit = operation.audits.current;
  if (!is_plan_witnessed(operation)) {
    problems.push_back(refusal("audit.not-witnessed", "a plan that nobody countersigned",
                               "a witness's cosignature of a checkpoint that covers audit.commit",
                               "Let a witness run `recanvass witness`, then record it with "
                               "witness.record, before the dice are thrown."));
  }
  add_problems(problems, thrown_in_time(operation, command));
  if (audit.seed) {
    problems.push_back(refusal("audit.seed-twice", "a second seed",
                               "the seed of entry " + std::to_string(audit.seed->position),
                               "One seed is thrown for an audit. Another needs audit.void first."));
  }
  const std::string digits = text_in(command.body, "digits");
  const auto seed = draw::Seed::make(digits);
  if (!seed) add_problems(problems, seed.problems());
  for (const Audit& past : operation.audits.past) {
    if (!past.seed || past.seed->digits != digits) continue;
    problems.push_back(refusal("audit.seed-again", "the seed of an audit that is void",
                               "twenty digits that are thrown after the plan was published",
                               "Throw the dice again: what that seed draws is known."));
  }
  const std::string read_back = text_in(command.body, "read_back");
  if (seed && read_back != digits) {
    std::size_t place = 0;
    while (place < read_back.size() && place < digits.size() && read_back[place] == digits[place]) {
      ++place;
    }
    problems.push_back(
        refusal("audit.read-back", fmt::format("digit {} read back as another", place + 1),
                "each digit read back as it was typed", "Read the dice again, one by one."));
  }
  for (const base::Problem& problem :
       two_people_named(operation, command.body["witnesses"], "audit.seed-witnesses",
                        "Name the two people who saw every throw.")) {
    problems.push_back(problem);
  }
  add_problems(problems, others_saw(operation, command));
  return problems;
}

void apply_seed(Operation& operation, const Event& event) {
  Audit& audit = operation.audits.current;
  if (!audit.committed_at || audit.seed) return;
  audit.seed =
      AuditSeed{event.position, text_in(event.body, "digits"), texts_in(event.body, "witnesses")};
}

std::int64_t drawn_so_far(const Audit& audit, const std::string& list) {
  const auto found = audit.drawn_from.find(list);
  return found == audit.drawn_from.end() ? 0 : found->second;
}

// A committed schedule says how much is drawn before a round is measured.
base::Problems schedule_allows(const Audit& audit, const std::string& list, std::int64_t cards) {
  if (audit.method.schedule.empty()) return {};
  const std::int64_t most = scheduled_draws(audit, list);
  const std::int64_t drawn = drawn_so_far(audit, list) + cards;
  if (drawn <= most) return {};
  return {refusal("audit.schedule", fmt::format("{} draws in round {}", drawn, audit.round),
                  fmt::format("at most {}, as committed to before the seed", most),
                  "A schedule that is chosen after the seed would choose its cards.")};
}

base::Problems decide_draw(const Operation& operation, const Command& command) {
  base::Problems problems = author_acts_in(operation, command.author, "");
  add_problems(problems, audit_may_go_on(operation));
  if (!problems.empty()) return problems;
  const Audit& audit = operation.audits.current;
  if (!audit.seed) {
    return {refusal("audit.not-seeded", "a draw without a seed", "audit.seed before the draw",
                    "Throw twenty dice in public and record them with audit.seed.")};
  }
  const std::string list = text_in(command.body, "list");
  if (audit.method.from_each_list != !list.empty() ||
      (!list.empty() && !audit.lists.contains(list))) {
    return {refusal(
        "audit.list", list.empty() ? "a draw without a list" : "\"" + list + "\"",
        audit.method.from_each_list ? "a list of this audit" : "no list: all are drawn from as one",
        "As audit.commit says.")};
  }
  const std::int64_t cards = number_in(command.body, "cards");
  if (cards < 1 || cards > kDrawsAnEntryMost) {
    problems.push_back(refusal("audit.draws", fmt::format("{} draws", cards),
                               fmt::format("from 1 to {} in one entry", kDrawsAnEntryMost),
                               "Draw the rest with further entries; each goes on where the one "
                               "before ended."));
  }
  const std::int64_t left = audit.bound_of(list) - drawn_so_far(audit, list);
  if (draw::replacement_of(audit.method.draw) == draw::Replacement::Without && cards > left) {
    problems.push_back(refusal("audit.draws", fmt::format("{} draws", cards),
                               fmt::format("at most {}, the cards that are left", left),
                               "Draw what is left."));
  }
  add_problems(problems, schedule_allows(audit, list, cards));
  if (takes_one_round(audit) && !audit.results.empty()) {
    problems.push_back(refusal("audit.rounds", "a second round by suite",
                               "one round: two p-values combined limit the risk at one look",
                               "Count the contest whole: audit.hand-count."));
  }
  return problems;
}

Json found_draw(const Operation& operation, const Command& command) {
  const Audit& audit = operation.audits.current;
  const std::string list = text_in(command.body, "list");
  const std::int64_t before = drawn_so_far(audit, list);
  Json drawn = Json::array();
  if (is_by_batch(audit)) {
    const auto plan = batch_plan(audit);
    RECANVASS_CHECK(plan.ok());  // or it would not have been committed to
    for (const std::size_t batch : draw::draw_by_weight(
             audit.seed->digits, plan->weights, static_cast<std::uint64_t>(before + 1),
             static_cast<std::uint64_t>(number_in(command.body, "cards")))) {
      drawn.push_back(plan->batches[batch].first);
    }
    return {{"round", audit.round}, {"first", before + 1}, {"drawn", std::move(drawn)}};
  }
  const draw::Seed thrown = draw::Seed::make(audit.seed->digits).value();
  for (const std::uint64_t place : draw::drawn_by_text(
           audit.method.draw,
           is_stratified(audit) ? draw::seed_text_of_list(thrown, list) : thrown.text(),
           static_cast<std::uint64_t>(audit.bound_of(list)), static_cast<std::uint64_t>(before),
           static_cast<std::uint64_t>(number_in(command.body, "cards")))) {
    drawn.push_back(place);
  }
  return {{"round", audit.round}, {"first", before + 1}, {"drawn", std::move(drawn)}};
}

void apply_draw(Operation& operation, const Event& event) {
  Audit& audit = operation.audits.current;
  if (!audit.seed) return;
  const std::string list = text_in(event.body, "list");
  if (!list.empty() && !audit.lists.contains(list)) return;
  const std::int64_t bound = audit.bound_of(list);
  for (const Json& drawn : event.body["found"]["drawn"]) {
    const std::int64_t number = drawn.get<std::int64_t>();
    if (number < 1 || number > bound) continue;
    const AuditPlace place = list.empty() ? place_in_all(audit, number) : AuditPlace{list, number};
    audit.draws.push_back({place, audit.round, event.position});
    ++audit.drawn_from[list];
    audit.has_news = true;
    if (place.second > audit.lists.at(place.first).cards) continue;  // a phantom
    const auto [card, is_new] = audit.cards.try_emplace(place);
    card->second.handed_in = false;
    if (!is_new) continue;
    card->second.round = audit.round;
    audit.signed_off.erase(place.first);
  }
}

}  // namespace

UseCase record_audit_seed() {
  UseCase use_case;
  use_case.kind = "audit.seed";
  use_case.summary = "The seed of an audit: twenty digits thrown with dice in public, once.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {
      {"digits", FieldType::Text, true, "Twenty digits in the order thrown."},
      {"read_back", FieldType::Text, true, "The same, typed again as they were read back."},
      {"witnesses", FieldType::Texts, true, "Names of two people who saw every throw."},
      {"thrown_at", FieldType::Moment, true, "When."},
      {"place", FieldType::Text, true, "Where."}};
  use_case.decide = decide_seed;
  use_case.apply = apply_seed;
  return use_case;
}

UseCase draw_audit() {
  UseCase use_case;
  use_case.kind = "audit.draw";
  use_case.summary = "Draw the next cards of an audit from its seed; the program draws.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {
      {"list", FieldType::Text, false, "From which, where each list is drawn from by itself."},
      {"cards", FieldType::Number, true,
       "How many draws more, at most 5,000 in one entry; by batches, of batches."}};
  use_case.decide = decide_draw;
  use_case.find = found_draw;
  use_case.apply = apply_draw;
  return use_case;
}

}  // namespace recanvass::workflow
